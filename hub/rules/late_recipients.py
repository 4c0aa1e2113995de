"""Which recipients of a mail have not got it, by what their server said. Pure."""

import re
from collections.abc import Iterable

from models.documents.message import BouncedTo
from models.envelopes import Sent

ENHANCED = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
PLAIN = re.compile(r"([45])\d\d\b")


def not_reached(sent: Sent) -> list[BouncedTo]:
    """Refused for good, or to be tried again: the code tells which."""
    said = {**sent.refused, **sent.deferred}
    return [BouncedTo(address=address, status=status_in(words)) for address, words in said.items()]


def status_in(said: str) -> str | None:
    """The code of RFC 3463 in a mail server's words; of what has none, as much as its plain code tells."""
    enhanced, plain = ENHANCED.search(said), PLAIN.match(said)
    if enhanced and not (plain and enhanced.group()[0] != plain[1]):
        return enhanced.group()
    return f"{plain[1]}.0.0" if plain else None


def still_missed(
    before: Iterable[BouncedTo], tried: Iterable[str], news: Iterable[BouncedTo]
) -> list[BouncedTo]:
    """Of those who were ``tried`` the ``news`` count; of the others what was known."""
    told = set(tried)
    return [*(one for one in before if one.address not in told), *news]
