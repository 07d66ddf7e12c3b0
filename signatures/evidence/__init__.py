"""Is a returned file the issued text, and whose signature does it bear? Verdicts over bytes; nothing here decides.

The fields to sign in are prepared by `signatures.evidence.fields.prepare_fields`, which loads the PDF library and is
therefore not imported here.
"""

from signatures.evidence.checking import check, picture_of
from signatures.evidence.errors import EvidenceError, FieldError, GateError, TrustFolderError
from signatures.evidence.trust import TrustFolder, TrustList
from signatures.evidence.verdict import Line, Outcome, Pages, Picture, Remark

__all__ = [
    "EvidenceError",
    "FieldError",
    "GateError",
    "Line",
    "Outcome",
    "Pages",
    "Picture",
    "Remark",
    "TrustFolder",
    "TrustFolderError",
    "TrustList",
    "check",
    "picture_of",
]
