"""The small set of fonts with which both engines break lines alike.

The families come from packages made for it (wheels) and, where Debian carries them, from the host: Carlito and
Liberation, the metric twins of Calibri and of Arial, Times New Roman and Courier New. The files are copied into one
folder, so that an engine sees these and no others; ``fonts.conf`` beside them says which family stands in for which.
"""

import hashlib
import importlib.util
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from assembler.pages.errors import FontsMissingError

_WHEELS = {
    "Caladea": (
        "font_caladea",
        ("Caladea-Regular.ttf", "Caladea-Bold.ttf", "Caladea-Italic.ttf", "Caladea-BoldItalic.ttf"),
    ),
    "Source Serif Pro": (
        "font_source_serif_pro",
        ("SourceSerifPro-Regular.ttf", "SourceSerifPro-Bold.ttf", "SourceSerifPro-It.ttf", "SourceSerifPro-BoldIt.ttf"),
    ),
    "Source Sans Pro": (
        "font_source_sans_pro",
        ("SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf", "SourceSansPro-It.ttf", "SourceSansPro-BoldIt.ttf"),
    ),
    "Lato": ("font_lato", ("Lato-Regular.ttf", "Lato-Bold.ttf", "Lato-Italic.ttf", "Lato-BoldItalic.ttf")),
}
_FOUR = ("Regular", "Bold", "Italic", "BoldItalic")
_HOST = {
    "Carlito": tuple(f"Carlito-{face}.ttf" for face in _FOUR),
    "Liberation Serif": tuple(f"LiberationSerif-{face}.ttf" for face in _FOUR),
    "Liberation Sans": tuple(f"LiberationSans-{face}.ttf" for face in _FOUR),
    "Liberation Mono": tuple(f"LiberationMono-{face}.ttf" for face in _FOUR),
    "DejaVu Sans": ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
}
_HOST_ROOTS = tuple(
    Path("/usr/share/fonts/truetype") / name for name in ("crosextra", "liberation", "liberation2", "dejavu")
)
_TWINS = {
    "Cambria": "Caladea",
    "Calibri": "Carlito",
    "Arial": "Liberation Sans",
    "Helvetica": "Liberation Sans",
    "Times New Roman": "Liberation Serif",
    "Times": "Liberation Serif",
    "Courier New": "Liberation Mono",
    "Source Serif 4": "Source Serif Pro",
    "Source Sans 3": "Source Sans Pro",
}
_CATCH_ALL = ("DejaVu Sans", "Source Sans Pro")


@dataclass(frozen=True)
class FontFile:
    """One font file of the set."""

    family: str
    path: Path
    sha256: str


@dataclass(frozen=True)
class FontSet:
    """The fonts an engine may use, and the hash that is recorded with every document made with them."""

    files: tuple[FontFile, ...]

    @property
    def families(self) -> frozenset[str]:
        """The families for which there is a file."""
        return frozenset(file.family for file in self.files)

    @property
    def twins(self) -> Mapping[str, str]:
        """Family named in a document → family of the set with the same widths."""
        return {name: twin for name, twin in _TWINS.items() if twin in self.families}

    @property
    def digest(self) -> str:
        """SHA-256 over the names and hashes of all files."""
        lines = sorted(f"{file.path.name} {file.sha256}\n" for file in self.files)
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def knows(self, family: str) -> bool:
        """Whether a document may name this family."""
        return family in self.families or family in self.twins

    def file(self, name: str) -> Path:
        """The path of one font file of the set."""
        return next(file.path for file in self.files if file.path.name == name)

    def lacks(self, text: str) -> str:
        """The characters of ``text``, each once, that no font of the set has; white space is never lacking."""
        from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # only where a text was lost

        wanted = {ord(sign): sign for sign in text if not sign.isspace()}
        for file in self.files:
            with TTFont(file.path, lazy=True) as font:
                wanted = {code: sign for code, sign in wanted.items() if code not in font.getBestCmap()}
        return "".join(wanted.values())

    def config(self) -> Path:
        """The path of a ``fonts.conf`` that shows an engine exactly this set; written once per set."""
        home = cache_root() / f"fonts-{self.digest[:16]}"
        target = home / "fonts.conf"
        if not target.is_file():
            self._write(home)
        return target

    def _write(self, home: Path) -> None:
        home.parent.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=home.name, dir=home.parent))
        for file in self.files:
            shutil.copyfile(file.path, making / file.path.name)
        (making / "cache").mkdir()
        (making / "fonts.conf").write_text(self._xml(home), encoding="utf-8")
        try:
            making.rename(home)
        except OSError:
            shutil.rmtree(making)
            if not (home / "fonts.conf").is_file():
                raise

    def _xml(self, home: Path) -> str:
        twins = "".join(_alias(name, twin) for name, twin in sorted(self.twins.items()))
        rest = "".join(_last_resort(family) for family in _CATCH_ALL if family in self.families)
        return (
            '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
            f"<dir>{escape(str(home))}</dir>\n<cachedir>{escape(str(home / 'cache'))}</cachedir>\n"
            f"{twins}{rest}</fontconfig>\n"
        )


def _alias(name: str, twin: str) -> str:
    return (
        f'<match target="pattern"><test name="family" qual="any"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{twin}</string></edit></match>\n'
    )


def _last_resort(family: str) -> str:
    return (
        '<match target="pattern"><edit name="family" mode="append_last" binding="weak">'
        f"<string>{family}</string></edit></match>\n"
    )


def cache_root() -> Path:
    """Our folder in the user's cache, or one that lasts till the next start of the machine."""
    base = os.environ.get("XDG_CACHE_HOME") or (Path.home() / ".cache")
    root = Path(base) / "tekenklaar"
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=root):
            return root
    except OSError:
        return Path(tempfile.gettempdir()) / f"tekenklaar-{os.getuid() if hasattr(os, 'getuid') else 'user'}"


@cache
def font_set(own: Path | None = None) -> FontSet:
    """The fonts of this machine: ours from the wheels, the twins of the host, and those of the organisation.

    ``own``: folder with the organisation's fonts; by default the one that TEKENKLAAR_FONTS names.
    Raises FontsMissingError where a wheel of ours is not installed.
    """
    named = os.environ.get("TEKENKLAAR_FONTS")
    folder = own or (Path(named) if named else None)
    found = [*_from_wheels(), *_from_host(), *_from_folder(folder)]
    return FontSet(tuple(FontFile(family, path, _sha256(path)) for family, path in found))


def _from_wheels() -> Iterable[tuple[str, Path]]:
    missing = []
    for family, (module, names) in _WHEELS.items():
        spec = importlib.util.find_spec(module)
        if spec is None or spec.origin is None:
            missing.append(family)
            continue
        folder = Path(spec.origin).parent / "files"
        yield from ((family, folder / name) for name in names)
    if missing:
        raise FontsMissingError(missing)


def _from_host() -> Iterable[tuple[str, Path]]:
    for family, names in _HOST.items():
        for root in _HOST_ROOTS:
            if all((root / name).is_file() for name in names):
                yield from ((family, root / name) for name in names)
                break


def _from_folder(folder: Path | None) -> Iterable[tuple[str, Path]]:
    if folder is None:
        return
    from fontTools.ttLib import TTFont  # only where an organisation has its own

    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in (".ttf", ".otf"):
            with TTFont(path, lazy=True) as font:
                yield str(font["name"].getBestFamilyName()), path


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
