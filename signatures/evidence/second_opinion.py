"""pyHanko's difference analysis with its rules tightened, as a second opinion beside our own comparison.

Two programs that look in different ways are hard to deceive at once. No generic form filling, no new signature fields
in a revision that signs; a revision that adds a document timestamp is judged by a second policy, under which that
invisible field is the only one that may be created.
"""

# mypy: disable-error-code="no-untyped-call"
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.constants import VALUE_UPDATE_KEYS

_FORM_FREE = frozenset({"/Fields"})
_LEVEL = ModificationLevel.LTA_UPDATES


def _policy(form: FormUpdatingRule) -> StandardDiffPolicy:
    rules = (DocInfoRule(), XrefStreamRule(), ObjectStreamRule(), DSSCompareRule(), MetadataUpdateRule())
    qualified = [CatalogModificationRule(), *(rule.as_qualified(_LEVEL) for rule in rules)]
    return StandardDiffPolicy(global_rules=qualified, form_rule=form)


_KEYS = VALUE_UPDATE_KEYS | {"/MK", "/M"}
"""Acrobat and others write a frame and a date on the field that they sign; whose field that is, `difference` judges."""
_IN_PLACE = SigFieldModificationRule(allow_in_place_appearance_stream_changes=False, value_update_keys=_KEYS)
SIGNING = _policy(FormUpdatingRule([_IN_PLACE], ignored_acroform_keys=_FORM_FREE))
"""Fill a signature field that is there; add nothing."""
STAMPING = _policy(FormUpdatingRule([SigFieldCreationRule(), _IN_PLACE], ignored_acroform_keys=_FORM_FREE))
"""Add an invisible document timestamp; at the level of long-term data only."""


def objects_to(reader: PdfFileReader, revision: int, *, signs: bool) -> bool:
    """Whether pyHanko finds more in this revision than a signature (``signs``) or long-term data."""
    old, new = reader.get_historical_resolver(revision - 1), reader.get_historical_resolver(revision)
    try:
        result = (SIGNING if signs else STAMPING).apply(old, new)
    except SuspiciousModification:
        return True
    most = ModificationLevel.FORM_FILLING if signs else ModificationLevel.LTA_UPDATES
    return bool(result.modification_level > most)
