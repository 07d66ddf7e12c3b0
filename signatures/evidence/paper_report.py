"""What the sheets of a returned scan say together, in Dutch sentences for the person who decides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from signatures.evidence.issued_pages import Register
from signatures.evidence.readings import Reading
from signatures.evidence.verdict import Judgement, Line, Pages, Picture
from signatures.facts import Claim, SlotId
from signatures.packs import DocumentInPack, PackFacts

_AGAIN = "Vraag om een nieuwe scan op 150 tot 300 dpi, met de hele bladzijde in beeld."
_ASK = "Vraag de partij om de ondertekende bladzijden van de uitgegeven tekst."


class Report:
    """Judges the readings of one returned file."""

    def __init__(self, readings: Sequence[Reading], packs: Sequence[PackFacts], judgement: Judgement) -> None:
        self._readings = readings
        self._packs = packs
        self._judgement = judgement
        self._register = Register(packs)
        self._ours = [reading for reading in readings if reading.page is not None]

    @property
    def is_ours(self) -> bool:
        """Whether at least one sheet is a page of an issued text."""
        return bool(self._ours)

    @cached_property
    def _documents(self) -> dict[str, DocumentInPack]:
        """The documents of which pages came back, by issue."""
        return {page.document.uitgifte: page.document for reading in self._ours if (page := reading.page)}

    @cached_property
    def _found(self) -> dict[str, list[int]]:
        """Pages that came back per issue, from 0, in the order of the file, with repetitions."""
        found: dict[str, list[int]] = defaultdict(list)
        for reading in self._ours:
            if reading.page:
                found[reading.page.document.uitgifte].append(reading.page.number)
        return found

    @cached_property
    def _spoilt(self) -> set[str]:
        """Issues of which a sheet bears another text, or that a later issue has replaced."""
        spoilt = {r.page.document.uitgifte for r in self._ours if r.page and r.look.is_another_text}
        return spoilt | {uitgifte for uitgifte, document in self._documents.items() if self._later(document)}

    @cached_property
    def _written(self) -> tuple[SlotId, ...]:
        return tuple(dict.fromkeys(slot for reading in self._ours for slot in reading.look.written))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The lines on which something is written, without a date; none of a text that is not the issued one."""
        return tuple(Claim(slot, None) for slot in sorted(self._written) if slot.uitgifte not in self._spoilt)

    @cached_property
    def partijen(self) -> tuple[str, ...]:
        """Whose lines are written on, and whose own documents came back."""
        own = (packs[0].partij for uitgifte in self._documents if len(packs := self._holders(uitgifte)) == 1)
        return tuple(dict.fromkeys((*(slot.partij for slot in self._written), *own)))

    @cached_property
    def _own_packs(self) -> tuple[PackFacts, ...]:
        return tuple(
            pack
            for pack in self._packs
            if pack.partij in self.partijen and any(doc.uitgifte in self._documents for doc in pack.documents)
        )

    @property
    def pack_hashes(self) -> tuple[str, ...]:
        """The packs of those partijen; where nobody is recognised, all that hold what came back."""
        packs = self._own_packs or [p for p in self._packs if any(d.uitgifte in self._documents for d in p.documents)]
        return tuple(dict.fromkeys(pack.sha256 for pack in packs))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Signatures first, then what differs."""
        pictures = [picture for reading in self._ours for picture in reading.look.pictures]
        return tuple(sorted(pictures, key=lambda picture: picture.slot is None))

    @cached_property
    def pages(self) -> Pages:
        """Pages of the documents that came back, numbered as in the pack of the first partij."""
        pack = next(iter(self._own_packs), None) or next((p for p in self._packs if self._of(p)), None)
        if pack is None:
            return Pages()
        documents = self._of(pack)
        here = {doc.first_page + number + 1 for doc in documents for number in self._found[doc.uitgifte]}
        wanted = {number + 1 for doc in documents for number in range(doc.first_page, doc.first_page + doc.pages)}
        return Pages(len(wanted), len(here), tuple(sorted(wanted - here)))

    def _of(self, pack: PackFacts) -> list[DocumentInPack]:
        return [document for document in pack.documents if document.uitgifte in self._documents]

    def _holders(self, uitgifte: str) -> list[PackFacts]:
        return [pack for pack in self._packs if any(doc.uitgifte == uitgifte for doc in pack.documents)]

    def _later(self, document: DocumentInPack) -> DocumentInPack | None:
        """The issue that came after this one under the same code; None for the latest."""
        latest = self._register.versions(document.code)[0]
        return latest if latest.uitgifte != document.uitgifte else None

    def tell(self) -> None:
        """Put everything that is to be said on the judgement."""
        self._tell_strangers()
        if not self._ours:
            return
        self._judgement.passes(Line.LINEAGE)
        self._judgement.passes(Line.INTEGRITY)
        for document in self._documents.values():
            self._tell_document(document)
        for reading in self._ours:
            self._tell_look(reading)
        self._tell_signatures()

    def _tell_strangers(self) -> None:
        """Sheets that are no page of an issued text."""
        say = self._judgement
        if broken := _sheets(r for r in self._readings if r.is_broken):
            say.doubt(Line.LINEAGE, f"Onleesbaar: {broken.lower()} van het bestand.", _AGAIN)
        without = [r for r in self._readings if r.code is None and not r.is_blank and not r.is_broken]
        if without and not self._ours and not any(r.code for r in self._readings):
            say.fail(Line.LINEAGE, "Op geen enkele bladzijde van het bestand staat een leesbare paginacode.", _AGAIN)
        elif without:
            say.doubt(
                Line.LINEAGE,
                f"Zonder leesbare paginacode: {_sheets(without).lower()} van het bestand.",
                "Kijk of dat bij de stukken hoort; zo ja, vraag om een nieuwe scan daarvan.",
            )
        if not any(r.code or not r.is_blank for r in self._readings):
            say.fail(Line.LINEAGE, "Het bestand bevat alleen lege bladzijden.", _AGAIN)
        foreign: dict[tuple[str, str, str], list[Reading]] = defaultdict(list)
        for reading in self._readings:
            if reading.code and not reading.page:
                foreign[reading.code.document, reading.code.version, reading.code.digest].append(reading)
        for readings in foreign.values():
            self._tell_foreign(readings)

    def _tell_foreign(self, readings: Sequence[Reading]) -> None:
        """Sheets of one text that is none of ours."""
        code = readings[0].code
        if code is None:
            return
        place, hoort = f"{_sheets(readings)} van het bestand", "horen" if len(readings) > 1 else "hoort"
        noemt, is_ = ("noemen", "zijn") if len(readings) > 1 else ("noemt", "is")
        issued = self._register.versions(code.document)
        if not issued:
            sentence = f"{place} {hoort} bij een ander stuk of dossier (code {code.document}, versie {code.version})."
            verdict = self._judgement.doubt if self._ours else self._judgement.fail
            verdict(Line.LINEAGE, sentence, "Leg dat bij het juiste dossier en vraag wat hier ontbreekt.")
        elif issued[0].version != code.version:
            self._judgement.fail(
                Line.LINEAGE,
                f"{place} {is_} van {code.document} versie {code.version}; uitgegeven is versie {issued[0].version}.",
                _ASK,
            )
        else:
            self._judgement.fail(
                Line.LINEAGE,
                f"{place} {noemt} {code.document} versie {code.version}, maar met een andere controlewaarde of een "
                f"ander aantal bladzijden dan de uitgegeven tekst.",
                _ASK,
            )

    def _tell_document(self, document: DocumentInPack) -> None:
        say, found = self._judgement, self._found[document.uitgifte]
        name = f"{document.code} versie {document.version}"
        if later := self._later(document):
            say.fail(
                Line.LINEAGE,
                f"{name} ({document.text_hash}) is een eerdere uitgave; daarna is versie {later.version} uitgegeven.",
                "Een handtekening onder een eerdere tekst telt niet mee; vraag om ondertekening van de laatste.",
            )
        missing = sorted(set(range(document.pages)) - set(found))
        signing = self._signing_pages(document)
        if not missing:
            say.inform(Line.LINEAGE, f"Van {name} kwamen alle {document.pages} bladzijden terug.")
        elif set(found) <= signing:
            say.inform(
                Line.LINEAGE, f"Van {name} kwam alleen de ondertekening terug: {_numbers(found)} van {document.pages}."
            )
        else:
            say.doubt(
                Line.INTEGRITY,
                f"Van {name} ontbreken {_numbers(missing)} van {document.pages}.",
                "Vraag om die bladzijden, of stel vast dat de ondertekende bladzijde volstaat.",
            )
        self._tell_order(name, found)

    def _tell_order(self, name: str, found: Sequence[int]) -> None:
        once = list(dict.fromkeys(found))
        if repeated := sorted({page for page in found if found.count(page) > 1}):
            self._judgement.inform(Line.LINEAGE, f"Van {name} kwamen {_numbers(repeated)} meer dan eens terug.")
        if once != sorted(once):
            self._judgement.inform(Line.LINEAGE, f"De bladzijden van {name} lagen in een andere volgorde.")

    def _signing_pages(self, document: DocumentInPack) -> set[int]:
        return {
            field.page - place.first_page
            for pack in self._holders(document.uitgifte)
            for place in pack.documents
            if place.uitgifte == document.uitgifte
            for field in pack.fields
            if field.slot.uitgifte == document.uitgifte
        }

    def _tell_look(self, reading: Reading) -> None:
        if reading.page is None:
            return
        look, say = reading.look, self._judgement
        document = reading.page.document
        place = (
            f"Bladzijde {reading.page.number + 1} van {document.code} (bladzijde {reading.sheet + 1} van het bestand)"
        )
        if look.is_another_page:
            say.fail(Line.INTEGRITY, f"{place} draagt wel de code, maar niet de uitgegeven tekst.", _ASK)
        elif not look.is_compared:
            say.doubt(
                Line.INTEGRITY,
                f"{place} kon niet met de uitgegeven bladzijde worden vergeleken.",
                f"Vergelijk die zelf, of doe dit: {_AGAIN[0].lower()}{_AGAIN[1:]}",
            )
        self._tell_unseen(reading, place)
        if look.changed:
            words = _quoted(text for _, text in look.changed)
            sentence = f"{place} wijkt af van de uitgegeven tekst op {len(look.changed)} plaats(en){words}."
            if look.is_another_text:
                say.fail(Line.INTEGRITY, sentence, _ASK)
            else:
                say.doubt(Line.INTEGRITY, sentence, "Bekijk de afbeelding van die plaats.")
        if look.added:
            say.doubt(
                Line.INTEGRITY,
                f"{place} draagt op {len(look.added)} plaats(en) iets dat niet is uitgegeven.",
                "Bekijk de afbeelding: een paraaf of stempel mag, een doorhaling of bijschrift niet zonder overleg.",
            )

    def _tell_unseen(self, reading: Reading, place: str) -> None:
        """What of a compared page could not be compared."""
        if reading.look.beyond:
            self._judgement.doubt(
                Line.INTEGRITY,
                f"{place} staat niet geheel op de scan: een deel van de tekst valt buiten de rand.",
                _AGAIN,
            )
        if reading.look.is_pale_gone:
            self._judgement.doubt(
                Line.INTEGRITY,
                f"Op {place[0].lower()}{place[1:]} is grijze druk weggevallen; die tekst is niet vergeleken.",
                _AGAIN,
            )

    def _tell_signatures(self) -> None:
        say = self._judgement
        if not self._written:
            say.doubt(Line.TIME, "Op geen enkele handtekeningregel is iets geschreven gevonden.", _ASK)
            return
        say.doubt(
            Line.TIME,
            "De datum van ondertekening staat met de hand geschreven en is nog niet overgenomen.",
            "Bekijk de handtekening, neem de datum over en bevestig.",
        )
        if len(partijen := dict.fromkeys(slot.partij for slot in self._written)) > 1:
            say.inform(Line.LINEAGE, f"Het bestand bevat de ondertekening van {_list(partijen)}.")
        for slot in self._still_empty():
            name = self._documents[slot.uitgifte].code
            say.doubt(Line.INTEGRITY, f"Regel {slot.line} van {slot.partij} is leeg gebleven op {name}.", _ASK)

    def _still_empty(self) -> Iterator[SlotId]:
        """Lines without ink of partijen that did sign elsewhere in the file."""
        empty = dict.fromkeys(slot for reading in self._ours for slot in reading.look.empty)
        return (slot for slot in empty if slot.partij in self.partijen and slot not in self._written)


def _sheets(readings: Iterable[Reading]) -> str:
    numbers = [str(reading.sheet + 1) for reading in readings]
    if len(numbers) > 12:
        numbers = [*numbers[:10], f"nog {len(numbers) - 10}"]
    return f"Bladzijde{'n' if len(numbers) > 1 else ''} {_list(numbers)}" if numbers else ""


def _numbers(pages: Iterable[int]) -> str:
    """Page numbers from 1, in Dutch, with runs drawn together."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    words = [str(a + 1) if a == b else f"{a + 1}–{b + 1}" for a, b in runs]
    return f"{'bladzijde' if len(runs) == 1 and runs[0][0] == runs[0][1] else 'bladzijden'} {_list(words)}"


def _list(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} en {last}" if first else last


def _quoted(texts: Iterable[str]) -> str:
    words = [f"“{text[:60]}”" for text in dict.fromkeys(texts) if text][:3]
    return f", onder meer waar {_list(words)} hoort te staan" if words else ""
