"""The folder with trusted issuers."""

from pathlib import Path

import pytest
from pki import authority

from signatures.evidence import TrustFolder, TrustFolderError
from signatures.evidence.trust import GUIDE_FILE, ROOTS


def test_a_new_folder_explains_itself_in_dutch(tmp_path: Path) -> None:
    folder = TrustFolder.create(tmp_path / "vertrouwen")

    assert "Vertrouwde uitgevers" in (folder.path / GUIDE_FILE).read_text(encoding="utf-8")
    assert folder.read().roots == ()


def test_certificates_and_lists_are_read_in_both_forms(tmp_path: Path) -> None:
    folder = authority().write_trust(tmp_path)
    from cryptography.hazmat.primitives.serialization import Encoding

    (tmp_path / ROOTS / "nog-een.pem").write_bytes(authority().issuer.certificate.public_bytes(Encoding.PEM))

    assert set(folder.read().roots) == {authority().root.der, authority().issuer.der}
    assert len(folder.read().lists) == 2


def test_the_version_says_its_name_and_changes_with_the_content_alone(tmp_path: Path) -> None:
    folder = authority().write_trust(tmp_path, name="2024-02-14 JdV")
    before = folder.version

    (tmp_path / ROOTS / "proefstam.der").rename(tmp_path / ROOTS / "anders.der")
    renamed = folder.version
    (tmp_path / ROOTS / "anders.der").unlink()

    assert before.startswith("2024-02-14 JdV (")
    assert before == renamed != folder.version


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(TrustFolderError, match="bestaat niet"):
        TrustFolder(tmp_path / "nergens").read()


def test_a_file_that_is_no_certificate_is_said(tmp_path: Path) -> None:
    folder = TrustFolder.create(tmp_path)
    (tmp_path / ROOTS / "stuk.pem").write_bytes(b"geen certificaat")

    with pytest.raises(TrustFolderError, match=r"uitgevers/stuk\.pem is geen certificaat"):
        folder.read()


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    folder = TrustFolder.create(tmp_path)
    (tmp_path / ROOTS / "notitie.txt").write_text("onthouden")

    assert folder.read().roots == ()
