"""What an invitation of a calendar (RFC 5545) says, for people: what, when, where, who asks. Never raises."""

import re
from datetime import datetime

from channels_adapters.kit.cleaning import clean_line, clean_text

FIELD = re.compile(r"([A-Z-]{2,40})((?:;[^:\";]*(?:\"[^\"]*\"[^:\";]*)*)*):(.*)", re.I)
SAYS = {
    "CANCEL": "Canceled / Dibatalkan",
    "REPLY": "Answer / Jawaban",
    "REQUEST": "Invitation / Undangan",
    "COUNTER": "Proposal / Usulan",
}
ANSWERS = {
    "ACCEPTED": "accepted / diterima",
    "DECLINED": "declined / ditolak",
    "TENTATIVE": "tentative / tentatif",
}
MOST_LINES = 2_000


def words_of(calendar: str) -> str:
    """Its first event, line by line; empty when it has none."""
    fields: dict[str, tuple[str, str]] = {}
    lines = re.sub(r"\r?\n[ \t]", "", calendar).splitlines()[:MOST_LINES]
    within = False
    for line in lines:
        within = within or line.strip().upper() in ("BEGIN:VEVENT", "BEGIN:VTODO")
        found = FIELD.match(line)
        if found and (within or found[1].upper() == "METHOD"):
            fields.setdefault(found[1].upper(), (found[2], _plain(found[3])))
        if line.strip().upper() == "BEGIN:VALARM":
            within = False
    if not any(name in fields for name in ("SUMMARY", "DTSTART")):
        return ""
    return clean_text("\n".join(one for one in _lines(fields) if one))


def _lines(fields: dict[str, tuple[str, str]]) -> list[str]:
    def said(name: str) -> str:
        return fields.get(name, ("", ""))[1].strip()

    says = SAYS.get(said("METHOD").upper(), "")
    times = [_time(*fields[name]) for name in ("DTSTART", "DTEND") if name in fields]
    who, address = fields.get("ORGANIZER", ("", ""))
    named = re.search(r"CN=\"?([^\";:]+)", who, re.I)
    answer = re.search(r"PARTSTAT=([A-Z]+)", fields.get("ATTENDEE", ("", ""))[0], re.I)
    told = ANSWERS.get(answer[1].upper(), "") if answer and says == SAYS["REPLY"] else ""
    return [
        ": ".join(one for one in (says, clean_line(said("SUMMARY"), 500) or "", told) if one),
        " – ".join(times),
        said("LOCATION"),
        " ".join(
            one for one in (named[1] if named else "", re.sub("(?i)^mailto:", "", address)) if one
        ),
        "\n" + said("DESCRIPTION") if said("DESCRIPTION") else "",
    ]


def _time(parameters: str, said: str) -> str:
    zone = re.search(r"TZID=\"?([^\";:]+)", parameters, re.I)
    for form, shown in (("%Y%m%dT%H%M%S", "%Y-%m-%d %H:%M"), ("%Y%m%d", "%Y-%m-%d")):
        try:
            at = datetime.strptime(said.strip().rstrip("Zz"), form)  # noqa: DTZ007
        except ValueError:
            continue
        name = "UTC" if said.strip()[-1:] in "Zz" else (zone[1] if zone and "T" in said else "")
        return f"{at.strftime(shown)} {name}".strip()
    return said


def _plain(value: str) -> str:
    return re.sub(r"\\([nN,;\\])", lambda one: "\n" if one[1] in "nN" else one[1], value)
