"""A certificate bears the name of who has to sign, in one of the many ways in which names are written."""

import pytest

from signatures.evidence.names import Likeness, likeness

SAME, CLOSE, OTHER = Likeness.SAME, Likeness.CLOSE, Likeness.OTHER
SEAL, PSEUDONYM = Likeness.SEAL, Likeness.PSEUDONYM


@pytest.mark.parametrize(
    ("expected", "found", "outcome"),
    [
        ("J.H. Oosters", "J.H. Oosters", SAME),
        ("J.H. Oosters", "Jan Hendrik Oosters", SAME),
        ("J.H. Oosters", "OOSTERS JH", SAME),
        ("J.H. Oosters", "Oosters, J.H.", SAME),
        ("J.H. Oosters", "drs. J. Oosters", SAME),
        ("J.H. Oosters", "Jan Oosters - 123456", SAME),
        ("L. de Bruin", "Bruin, L. de", SAME),
        ("L. de Bruin", "Lotte DE BRUIN", SAME),
        ("S. van der Polder", "S. VAN DER POLDER", SAME),
        ("A. Koning", "mevrouw A. Koning", SAME),
        ("Th.M. Çelik", "Theo Mehmet Celik", SAME),
        ("B. Schoorl (voorbeeld)", "B. Schoorl", SAME),
        ("E.M. de Vries", "mr. E.M. de Vries", SAME),
        ("M.R. Bakker", "M.R. Bakker", SAME),
        ("M.R. Bakker", "K. Bakker", OTHER),
        ("de heer M. Zandstra", "M. Zandstra", SAME),
        ("de heer M. Zandstra", "M. Zandstra-de Boer", CLOSE),
        ("J.W. Bakker", "Jan-Willem Bakker", SAME),
        ("P. Bakker", "Jan-Willem Bakker", OTHER),
        ("L. de Bruin", "L. de Bruin-Jansen", CLOSE),
        ("L. de Bruin", "L. Jansen - de Bruin", CLOSE),
        ("L. de Bruin", "L. Bruin", CLOSE),
        ("J.H. Oosters", "Oosters", CLOSE),
        ("P. van den Berg", "P. Vandenberg", CLOSE),
        ("P. van den Berg", "P. van der Berg", CLOSE),
        ("L. de Bruin", "L. Jansen", OTHER),
        ("J.H. Oosters", "K. Oosters", OTHER),
        ("J.H. Oosters", "J.A. Oosters", OTHER),
        ("Jan Bakker", "Jan de Vries", OTHER),
        ("A. Koning", "", OTHER),
        ("A. Koning", "王小明", OTHER),
        ("J.H. Oosters", "Provincie Utrecht", SEAL),
        ("A. Gerritsen", "Gemeente Almere, afdeling Inkoop", SEAL),
        ("J.H. Oosters", "Vos:PN", PSEUDONYM),
        ("J.H. Oosters", "Pseudoniem 12", PSEUDONYM),
    ],
)
def test_names_are_alike_as_a_reader_would_say(expected: str, found: str, outcome: Likeness) -> None:
    assert likeness(expected, found) is outcome
    if outcome in (SAME, CLOSE):
        assert likeness(found, expected) is outcome
