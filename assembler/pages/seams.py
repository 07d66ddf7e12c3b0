"""Steps that other rooms bring: normalising the Word file and the text gate."""

import importlib


def normalise(docx: bytes) -> bytes:
    try:
        module = importlib.import_module("assembler.documents.normalise")
    except ModuleNotFoundError:
        return docx
    result: bytes = module.normalise(docx)
    return result


def require_whole_text(docx: bytes, pdf: bytes, title: str) -> None:
    try:
        importlib.import_module("assembler.pages.text_gate")
    except ModuleNotFoundError:
        return
