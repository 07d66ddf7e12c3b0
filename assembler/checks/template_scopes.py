"""The loops of a template: names used outside them, names that hide others, and what cannot be repeated or printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assembler.checks.finding import Finding, Severity
from assembler.checks.template_fields import MISSING, values_at
from assembler.documents import Literal, Loop, Place, Printed, Scopes, Slip, SlipKind, Template

LOOP_VARIABLE, VALUE, LITERAL = "template.loop-variable", "template.value", "template.literal-markup"
_MARKUP = re.compile(r"&#?\w+;|</?[A-Za-z][^<>]*>")
_SEVERITY = {SlipKind.HIDING: Severity.WARNING, SlipKind.UNUSED: Severity.WARNING}
_SENTENCES = {
    SlipKind.OUTSIDE: (
        "“{name}” bestaat alleen binnen zijn herhaling, en hier staat het daarbuiten.",
        "Zet deze tag tussen {{% for %}} en {{% endfor %}}, of noem het veld voluit.",
    ),
    SlipKind.HIDING: (
        "De herhaling noemt elk onderdeel “{name}”, maar die naam betekende al iets anders, dat nu onbereikbaar is.",
        "Kies een andere naam in de herhaling.",
    ),
    SlipKind.UNUSED: (
        "De herhaling gebruikt “{name}” niet: er staat telkens hetzelfde.",
        "Gebruik “{name}” binnen de herhaling, of laat de herhaling weg.",
    ),
    SlipKind.LOOP_WORD: (
        "Een herhaling kent “{name}” niet.",
        "Gebruik loop.index, loop.first of loop.last.",
    ),
}


def scope_findings(template: Template, scopes: Scopes, shape: Mapping[str, Any]) -> Iterator[Finding]:
    """Findings over the names that the template makes itself; with a shape also over what it repeats and prints."""
    for literal in scopes.literals:
        yield _literal(template, literal)
    for slip in scopes.slips:
        yield _slip(template, slip)
    for loop in scopes.loops if shape else ():
        yield from _not_a_list(template, loop, shape)
    for printed in scopes.printed if shape else ():
        yield from _not_a_text(template, printed, shape)


def names_outside(scopes: Scopes) -> frozenset[str]:
    """Names that are told as used outside their loop, so that they are not told again as unknown fields."""
    return frozenset(slip.name for slip in scopes.slips if slip.kind is SlipKind.OUTSIDE)


def _slip(template: Template, slip: Slip) -> Finding:
    message, remedy = (text.format(name=slip.name) for text in _SENTENCES[slip.kind])
    return _finding(template, LOOP_VARIABLE, _SEVERITY.get(slip.kind, Severity.ERROR), slip.place, message, remedy)


def _literal(template: Template, literal: Literal) -> Finding:
    if _MARKUP.search(literal.text):
        message = f"“{literal.text}” wordt letterlijk zo afgedrukt; opmaak of code werkt niet binnen een tag."
        remedy = "Schrijf het teken zelf, en zet opmaak in Word op de tag."
        return _finding(template, LITERAL, Severity.WARNING, literal.place, message, remedy)
    message = f"De tekst “{literal.text}” in de tag bevat & of <; hier wordt die goed afgedrukt, elders misschien niet."
    remedy = "Zet vaste tekst buiten de tag als het sjabloon ook in andere programma’s wordt gebruikt."
    return _finding(template, LITERAL, Severity.INFO, literal.place, message, remedy)


def _not_a_list(template: Template, loop: Loop, shape: Mapping[str, Any]) -> Iterator[Finding]:
    values = [value for value in values_at(shape, loop.path) if value not in (None, MISSING)] if loop.path else []
    if values and not any(isinstance(value, list | tuple | Mapping) for value in values):
        message = f"“{loop.path}” is geen lijst en kan niet worden herhaald."
        remedy = "Herhaal een lijst, zoals partijen, of druk het veld af zonder herhaling."
        yield _finding(template, LOOP_VARIABLE, Severity.ERROR, loop.place, message, remedy)
    elif len(loop.names) > 1 and any(_lists_groups(value) for value in values):
        message = f"Een onderdeel van “{loop.path}” is een groep en valt niet uiteen in {' en '.join(loop.names)}."
        remedy = "Gebruik één naam, en daarbinnen de velden: {% for partij in partijen %}{{ partij.naam }}{% endfor %}."
        yield _finding(template, LOOP_VARIABLE, Severity.ERROR, loop.place, message, remedy)


def _lists_groups(value: Any) -> bool:
    return isinstance(value, list | tuple) and any(isinstance(item, Mapping) for item in value)


def _not_a_text(template: Template, printed: Printed, shape: Mapping[str, Any]) -> Iterator[Finding]:
    values = [value for value in values_at(shape, printed.path) if value not in (None, MISSING)]
    if values and all(isinstance(value, list | tuple | Mapping) for value in values):
        message = f"“{printed.path}” is een groep of lijst en kan niet als tekst worden afgedrukt."
        remedy = "Kies een onderdeel, maak een herhaling, of gebruik |opsomming."
        yield _finding(template, VALUE, Severity.ERROR, printed.place, message, remedy)


def _finding(template: Template, code: str, severity: Severity, at: Place, message: str, remedy: str) -> Finding:
    return Finding(code, severity, template.name, at.within, at.paragraph or None, message, remedy)
