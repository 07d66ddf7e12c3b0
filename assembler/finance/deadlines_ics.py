"""The deadlines as a calendar that any agenda takes in: iCalendar (RFC 5545).

Every deadline is a whole day without a time zone (VALUE=DATE). An event keeps its UID when its day moves, and its
SEQUENCE rises with the moment that the deadlines are asked for (RFC 5546, 2.1.4 and 2.1.5): taking a later file in
moves the event instead of doubling it, and an older file puts nothing back.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event, vText

from assembler import __version__
from assembler.finance.deadlines import Termijn

ALARMS = (timedelta(days=-28), timedelta(days=-7), timedelta(days=-1))
"""How long before a day its calendar warns, at nine in the morning."""
ALARMS_SHORT = (timedelta(days=-1), timedelta(0))
"""The same for a term of a few werkdagen."""
_FIRST = datetime(2020, 1, 1, tzinfo=UTC)
"""From here SEQUENCE counts, in minutes: a whole number that never falls, for the next four thousand years."""
_MORNING = timedelta(hours=9)


def ics(dossier: str, title: str, termijnen: Iterable[Termijn], moment: datetime) -> bytes:
    """The calendar of one dossier, as asked for at ``moment``, which DTSTAMP names."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//Tekenklaar//Termijnen {__version__}//NL")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", vText(f"Termijnen {title}"))
    for termijn in termijnen:
        calendar.add_component(_event(dossier, title, termijn, moment))
    return bytes(calendar.to_ical())


def uid(dossier: str, key: str) -> str:
    """Identity of one deadline, for ever the same; holds no name."""
    return hashlib.sha256(f"{dossier}\n{key}".encode()).hexdigest()[:32] + "@termijnen.tekenklaar"


def _event(dossier: str, title: str, termijn: Termijn, moment: datetime) -> Event:
    event = Event()
    event.add("uid", uid(dossier, termijn.key))
    event.add("dtstamp", moment.astimezone(UTC))
    event.add("sequence", (moment - _FIRST) // timedelta(minutes=1))
    event.add("dtstart", termijn.day)
    event.add("dtend", termijn.day + timedelta(days=1))
    event.add("summary", f"{termijn.what} ({title})", {"language": "nl"})
    event.add("description", "\n".join(filter(None, (termijn.sentence, termijn.remark, _ground(termijn)))))
    event.add("categories", [termijn.soort])
    event.add("transp", "TRANSPARENT")
    for before in ALARMS_SHORT if termijn.soort == "reactie" else ALARMS:
        event.add_component(_alarm(termijn, before))
    return event


def _ground(termijn: Termijn) -> str:
    return f"Grondslag: {termijn.article}."


def _alarm(termijn: Termijn, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", termijn.what)
    alarm.add("trigger", before + _MORNING)
    return alarm
