"""What may not be done. Each failure takes the facts and writes one Dutch sentence: what, the rule, the remedy."""

from collections.abc import Sequence
from datetime import date

from signatures.dutch import dag, dag_van, opsomming, stuk, tussen_haakjes, zin
from signatures.facts import Besluitfeit, Inzending, Oordeel, SigningDate, SlotFact, Uitgifte


class IllegalTransition(Exception):
    """Base of every refusal by a rule; the facts stay as they were."""

    def __init__(self, sentence: str) -> None:
        super().__init__(zin(sentence))


class UnknownObjectError(IllegalTransition):
    """The act is about something that was never recorded."""

    def __init__(self, what: str, key: str) -> None:
        super().__init__(f"{what} {key} is niet vastgelegd; controleer het kenmerk")


class NobodyNamedError(IllegalTransition):
    """Acts are done by named persons."""

    def __init__(self, act: str) -> None:
        super().__init__(f"{act} kan alleen iemand met naam; vermeld wie dit doet")


class ReasonMissingError(IllegalTransition):
    """A refusal, decline, withdrawal or finding needs its ground."""

    def __init__(self, act: str) -> None:
        super().__init__(f"{act} kan niet zonder reden; vermeld waarom")


class FutureDayError(IllegalTransition):
    """What is recorded has happened."""

    def __init__(self, what: str, day: date) -> None:
        super().__init__(f"{what} kan niet op {dag(day)} vallen, want die dag is nog niet voorbij; controleer de datum")


# --- issues -----------------------------------------------------------------------------------------------------------


class SupersededIssueError(IllegalTransition):
    """Signatures under a replaced text are void."""

    def __init__(self, uitgifte: Uitgifte, successor: Uitgifte) -> None:
        super().__init__(
            f"{stuk(uitgifte)}, is op {dag_van(successor.issued_at)} vervangen door versie {successor.version}; "
            f"alleen die versie kan nog worden getekend"
        )


class WithdrawnIssueError(IllegalTransition):
    """Nothing can be signed that was taken back."""

    def __init__(self, uitgifte: Uitgifte, on: date, reason: str) -> None:
        super().__init__(
            f"{stuk(uitgifte)}, is op {dag(on)} ingetrokken{tussen_haakjes(reason)} en kan niet meer worden getekend; "
            "geef zo nodig een nieuwe versie uit"
        )


class AlreadyIssuedError(IllegalTransition):
    """An issue is its text: the same text cannot be issued twice."""

    def __init__(self, uitgifte: Uitgifte) -> None:
        super().__init__(
            f"precies deze tekst is al uitgegeven op {dag_van(uitgifte.issued_at)} als {stuk(uitgifte)}; "
            "de pakketten ervan zijn bewaard, en een nieuwe uitgifte vraagt een nieuwe tekst"
        )


class ExecutedIssueError(IllegalTransition):
    """What all have signed is changed by agreement, not by a new version."""

    def __init__(self, uitgifte: Uitgifte) -> None:
        super().__init__(
            f"{stuk(uitgifte)}, is door allen getekend en kan niet door een nieuwe versie worden vervangen; "
            "leg een wijziging vast in een nieuwe overeenkomst of een verlenging"
        )


class StillCurrentError(IllegalTransition):
    """A new version says which version it replaces."""

    def __init__(self, current: Uitgifte) -> None:
        super().__init__(
            f"{stuk(current)}, staat nog uit ter ondertekening; vermeld dat de nieuwe uitgifte deze vervangt, "
            "want handtekeningen gaan niet mee"
        )


class NothingToReplaceError(IllegalTransition):
    """Only the current version of the same document can be replaced."""

    def __init__(self, uitgifte: Uitgifte, supersedes: str) -> None:
        super().__init__(
            f"{stuk(uitgifte)}, zegt uitgifte {supersedes} te vervangen, maar dat is niet de geldende versie van dit "
            "stuk; noem de geldende versie"
        )


class VolmachtByPenvoerderError(IllegalTransition):
    """The penvoerder is the grantee and grants nothing to itself (BW 3:60)."""

    def __init__(self, partij: str) -> None:
        super().__init__(f"{partij} is penvoerder en verleent zichzelf geen volmacht; laat dit stuk weg")


class GrantorMissingError(IllegalTransition):
    """A volmacht is granted by one of the partijen."""

    def __init__(self, uitgifte: Uitgifte) -> None:
        super().__init__(f"bij {stuk(uitgifte)}, ontbreekt welke partij de volmacht verleent; vermeld de volmachtgever")


class WithoutLineError(IllegalTransition):
    """A document that nobody, or not everybody who must, can sign."""

    def __init__(self, uitgifte: Uitgifte, partijen: Sequence[str]) -> None:
        who = opsomming(partijen)
        super().__init__(f"{stuk(uitgifte)}, heeft geen ondertekenregel voor {who}; voeg die toe vóór de uitgifte")


class LineOfStrangerError(IllegalTransition):
    """A signature line for somebody who does not sign this document."""

    def __init__(self, uitgifte: Uitgifte, partij: str) -> None:
        super().__init__(
            f"{stuk(uitgifte)}, heeft een ondertekenregel voor {partij}, die dit stuk niet ondertekent; haal die weg"
        )


class WithdrawAfterExecutionError(IllegalTransition):
    """After the last signature nobody can take the text back alone."""

    def __init__(self, uitgifte: Uitgifte) -> None:
        super().__init__(
            f"{stuk(uitgifte)}, is door allen getekend en kan niet meer worden ingetrokken; "
            "meld een geschil, dat de jurist beoordeelt"
        )


class DisputeBeforeExecutionError(IllegalTransition):
    """Before execution there is nothing to contest."""

    def __init__(self, uitgifte: Uitgifte) -> None:
        super().__init__(
            f"{stuk(uitgifte)}, is nog niet door allen getekend, zodat er nog geen geschil over kan zijn; "
            "weiger de ondertekening of trek de uitgifte in"
        )


# --- what a submission can fill ---------------------------------------------------------------------------------------


class AlreadyDecidedError(IllegalTransition):
    """Somebody decided on this submission first."""

    def __init__(self, earlier: Oordeel) -> None:
        outcome = "aanvaard" if earlier.accepted else "geweigerd"
        super().__init__(
            f"{earlier.by} heeft inzending {earlier.inzending} op {dag_van(earlier.decided_at)} al {outcome}; "
            "uw beslissing is niet vastgelegd"
        )
        self.earlier = earlier


class FailedCheckError(IllegalTransition):
    """A file that is not the issued text, or of which that cannot be said, proves nothing."""

    def __init__(self, inzending: Inzending) -> None:
        ground = inzending.reasons[0] if inzending.reasons else ""
        super().__init__(
            f"bestand {inzending.name} is bij de controle afgekeurd{tussen_haakjes(ground)} en kan niet worden "
            "aanvaard; weiger het en vraag een nieuw getekend exemplaar"
        )


class NothingClaimedError(IllegalTransition):
    """Accepting a file that fills no line says nothing."""

    def __init__(self, inzending: Inzending) -> None:
        super().__init__(
            f"bestand {inzending.name} bevat geen handtekening op een uitgegeven ondertekenregel; "
            "weiger het en vraag een getekend exemplaar"
        )


class LineNotClaimedError(IllegalTransition):
    """Only lines that the submission fills can be accepted."""

    def __init__(self, inzending: Inzending, slot: str) -> None:
        super().__init__(f"bestand {inzending.name} vult {slot} niet; noem een regel die het wel vult")


class OneFileTwoPartijenError(IllegalTransition):
    """One file counts for two partijen only where it names both."""

    def __init__(self, inzending: Inzending, unnamed: Sequence[str]) -> None:
        super().__init__(
            f"bestand {inzending.name} kan niet voor meer dan één partij gelden, want het noemt "
            f"{opsomming(unnamed)} niet; vraag een eigen exemplaar van {opsomming(unnamed)}"
        )


class AnotherPartijError(IllegalTransition):
    """Nobody signs on the line of another partij."""

    def __init__(self, inzending: Inzending, own: Sequence[str], other: str) -> None:
        super().__init__(
            f"bestand {inzending.name} hoort bij {opsomming(own)}, maar is getekend op de regel van {other}; "
            f"laat {opsomming(own)} op de eigen regel tekenen"
        )


class SigningDateMissingError(IllegalTransition):
    """Without a date nobody can say since when the instrument is in force."""

    def __init__(self, slot: SlotFact, partij: str) -> None:
        super().__init__(
            f"de dag waarop {slot.signatory} namens {partij} tekende, is niet bekend; neem de datum bij de "
            "handtekening over, of vraag haar op"
        )


class SignedBeforeIssueError(IllegalTransition):
    """What did not exist yet cannot have been signed."""

    def __init__(self, uitgifte: Uitgifte, signing: SigningDate) -> None:
        super().__init__(
            f"de tekendatum {dag(signing.day)} ligt vóór de uitgifte van {stuk(uitgifte)}, "
            f"op {dag_van(uitgifte.issued_at)}; controleer de datum of vraag een nieuwe handtekening"
        )


class SignedAfterReceiptError(IllegalTransition):
    """What came in was signed before it came in."""

    def __init__(self, inzending: Inzending, signing: SigningDate) -> None:
        super().__init__(
            f"de tekendatum {dag(signing.day)} ligt na de ontvangst van bestand {inzending.name} "
            f"op {dag_van(inzending.received_at)}; controleer de datum"
        )


class ProvenDateError(IllegalTransition):
    """A person's date does not set aside a timestamp."""

    def __init__(self, proven: SigningDate, stated: SigningDate) -> None:
        super().__init__(
            f"een tijdstempel bewijst dat op {dag(proven.day)} is getekend, zodat {dag(stated.day)} niet kan gelden; "
            "laat de tekendatum weg"
        )


class UnprovenSourceError(IllegalTransition):
    """A person copies or states a date; only a token proves one."""

    def __init__(self, stated: SigningDate) -> None:
        super().__init__(
            f"de tekendatum {dag(stated.day)} kan door een persoon niet als {stated.source.value} worden vastgelegd, "
            "want dat blijkt niet uit het bestand; leg haar vast als overgenomen of opgegeven"
        )


class SentBeforeRefusalError(IllegalTransition):
    """The last word of a partij counts: a file from before its refusal does not undo it."""

    def __init__(self, inzending: Inzending, partij: str, on: date) -> None:
        super().__init__(
            f"{partij} heeft op {dag(on)}, na ontvangst van bestand {inzending.name}, laten weten niet (meer) te "
            "tekenen; vraag een nieuw getekend exemplaar als dat is veranderd"
        )


# --- mandate (Provinciewet 176, Gemeentewet 171, Waterschapswet 95) ---------------------------------------------------


class OutsideMandateError(IllegalTransition):
    """On the signing date the signatory could not bind the partij."""


class NoDecisionError(OutsideMandateError):
    """No decision with organ, date and reference was recorded."""

    def __init__(self, slot: SlotFact, partij: str) -> None:
        super().__init__(
            f"van {partij} is geen besluit met orgaan, datum en kenmerk vastgelegd, zodat {slot.signatory} haar niet "
            "kon binden; geef opnieuw uit met het besluit erbij"
        )


class DecidedAfterSigningError(OutsideMandateError):
    """Signed before the decision to enter into the instrument was taken."""

    def __init__(self, slot: SlotFact, partij: str, signing: SigningDate, besluit: Besluitfeit) -> None:
        super().__init__(
            f"{slot.signatory} tekende namens {partij} op {dag(signing.day)}, vóór het besluit van {besluit.orgaan} "
            f"van {dag(besluit.datum)} (kenmerk {besluit.kenmerk}); laat opnieuw tekenen"
        )


class NotAuthorisedError(OutsideMandateError):
    """Neither the head nor somebody whom the head authorised."""

    def __init__(self, slot: SlotFact, partij: str) -> None:
        super().__init__(
            f"{slot.signatory} vertegenwoordigt {partij} niet van rechtswege en een gedateerde machtiging met kenmerk "
            "ontbreekt; laat tekenen door wie wel bevoegd is"
        )


class AuthorisedAfterSigningError(OutsideMandateError):
    """Signed before the authorisation was given."""

    def __init__(self, slot: SlotFact, partij: str, signing: SigningDate, machtiging: Besluitfeit) -> None:
        super().__init__(
            f"{slot.signatory} tekende namens {partij} op {dag(signing.day)}, vóór de machtiging van "
            f"{dag(machtiging.datum)} (kenmerk {machtiging.kenmerk}); laat opnieuw tekenen"
        )


class AuthorisationLapsedError(OutsideMandateError):
    """Signed after the authorisation had ended."""

    def __init__(self, slot: SlotFact, partij: str, signing: SigningDate, last: date) -> None:
        super().__init__(
            f"{slot.signatory} tekende namens {partij} op {dag(signing.day)}, terwijl de machtiging liep tot en met "
            f"{dag(last)}; laat opnieuw tekenen door wie bevoegd is"
        )


# --- undoing ----------------------------------------------------------------------------------------------------------


class DeclineAfterAcceptanceError(IllegalTransition):
    """An accepted signature is taken back, not declined."""

    def __init__(self, slot: SlotFact, partij: str) -> None:
        super().__init__(
            f"de handtekening van {slot.signatory} namens {partij} is al aanvaard en kan niet meer worden geweigerd; "
            "leg vast dat zij wordt teruggenomen"
        )


class NothingToRetractError(IllegalTransition):
    """There is no accepted signature to take back."""

    def __init__(self, slot: SlotFact, partij: str) -> None:
        super().__init__(
            f"van {slot.signatory} is namens {partij} geen aanvaarde handtekening vastgelegd die kan worden "
            "teruggenomen; leg een weigering vast als niet wordt getekend"
        )


class RetractAfterExecutionError(IllegalTransition):
    """After the last signature a partij is bound."""

    def __init__(self, uitgifte: Uitgifte, partij: str) -> None:
        super().__init__(
            f"{stuk(uitgifte)}, is door allen getekend, zodat {partij} haar handtekening niet meer kan terugnemen; "
            "meld een geschil, dat de jurist beoordeelt"
        )


class NotAVolmachtError(IllegalTransition):
    """Only who granted a volmacht takes it back."""

    def __init__(self, uitgifte: Uitgifte, partij: str) -> None:
        super().__init__(
            f"{stuk(uitgifte)}, is geen volmacht van {partij} en kan door haar niet worden herroepen; "
            "noem haar volmacht"
        )


class NotGrantedError(IllegalTransition):
    """A volmacht that not everybody has signed does not exist yet."""

    def __init__(self, uitgifte: Uitgifte) -> None:
        super().__init__(
            f"{stuk(uitgifte)}, is nog niet volledig getekend, zodat er niets te herroepen is; trek de uitgifte in, of "
            "leg vast dat niet wordt getekend"
        )


class EndsBeforeGivenError(IllegalTransition):
    """What is taken back holds no less than the day on which it was given."""

    def __init__(self, what: str, given: date, last: date) -> None:
        super().__init__(
            f"{what} is pas op {dag(given)} gegeven en kan dus niet op {dag(last)} zijn geëindigd; controleer de dag"
        )


class AlreadyEndsError(IllegalTransition):
    """Taking back shortens; it never lengthens."""

    def __init__(self, what: str, until: date) -> None:
        super().__init__(
            f"{what} eindigt al op {dag(until)}, zodat een herroeping tegen die dag of later niets verandert; "
            "controleer de dag"
        )


class NotAcceptedError(IllegalTransition):
    """Only what was accepted can be found invalid afterwards."""

    def __init__(self, inzending: Inzending) -> None:
        super().__init__(
            f"bestand {inzending.name} is niet aanvaard en kan daarom niet achteraf ongeldig blijken; "
            "weiger het als er nog over beslist moet worden"
        )


class AlreadyInvalidatedError(IllegalTransition):
    """Found invalid once is enough."""

    def __init__(self, inzending: Inzending, on: date) -> None:
        super().__init__(f"van bestand {inzending.name} is al op {dag(on)} vastgelegd dat het ongeldig is")


class DeletionError(IllegalTransition):
    """Returned files are kept for ever as they came."""

    def __init__(self, inzending: str) -> None:
        super().__init__(
            f"inzending {inzending} blijft bewaard zoals zij binnenkwam en kan niet worden verwijderd; "
            "weiger haar, of leg vast dat zij ongeldig is"
        )


class StateByHandError(IllegalTransition):
    """State follows from the facts."""

    def __init__(self, uitgifte: Uitgifte) -> None:
        super().__init__(
            f"de stand van {stuk(uitgifte)}, volgt uit de handtekeningen en kan niet met de hand worden gezet; "
            "leg het feit vast waaruit die stand volgt"
        )
