"""Who a mail goes to: by default as one expects of an answer, else as the agent wrote it."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from hub.kit.errors import Invalid
from hub.rules.addresses import EMAIL, MAX_EMAIL
from models.documents import Message
from models.words import Direction

MOST = 50
"""Addresses of one mail, copies included."""


@dataclass(frozen=True)
class Recipients:
    to: list[str]
    cc: list[str] = field(default_factory=list)
    bcc: list[str] = field(default_factory=list)


def answered(
    address: str, last: Message | None, own: Set[str], *, by_machine: bool = False
) -> Recipients:
    """Back to whoever wrote ``last``, where he wants it, copies to all who had it; our own addresses never.

    ``by_machine``: to the writer himself, as anybody can be named for answers (RFC 3834).
    ``address`` is the customer's, for a conversation without a mail yet.
    """
    mail = last.mail if last else None
    if last is None or mail is None:
        return Recipients([address])
    if last.direction is Direction.OUTBOUND:
        return Recipients(mail.to or [address], mail.cc)
    writer = mail.from_address or address
    wanted = [one for one in mail.reply_to if without_tag(one) not in own]
    writers = wanted if wanted and not by_machine else [writer]
    others = _others([*mail.to, *mail.cc], own, {one.lower() for one in (writer, *writers)})
    return Recipients(writers, others)


def chosen(
    to: list[str] | None,
    cc: list[str] | None,
    bcc: list[str],
    default: Recipients,
    own: Set[str],
) -> Recipients:
    """As the agent wrote it, each address once; what he left out is the default. To a mailbox of our own
    nothing is sent: it would be taken for ours and shown to nobody.

    Raises Invalid naming the first wrong address.
    """
    lines = {
        "to": default.to if to is None else _checked("to", to),
        "cc": default.cc if cc is None else _checked("cc", cc),
        "bcc": _checked("bcc", bcc),
    }
    if not lines["to"]:
        raise Invalid("A mail needs somebody it goes to.", fields={"email.to": "is empty"})
    if sum(len(one) for one in lines.values()) > MOST:
        raise Invalid(
            f"A mail goes to up to {MOST} addresses.", fields={"email.to": f"at most {MOST}"}
        )
    for name, line in lines.items():
        if ours := [one for one in line if without_tag(one) in own]:
            raise Invalid(
                f"{ours[0]} is a mailbox of this house: transfer the conversation instead.",
                fields={f"email.{name}": f"{ours[0]}: a mailbox of this house"},
            )
    heard: set[str] = set()
    return Recipients(**{name: list(_once(one, heard)) for name, one in lines.items()})


def without_tag(address: str) -> str:
    """``help+token@...`` is ``help@...``; lower-cased."""
    local, _, domain = address.lower().partition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _others(addresses: Iterable[str], own: Set[str], heard: set[str]) -> list[str]:
    fresh = [one for one in addresses if without_tag(one) not in own]
    return list(_once(fresh, heard))


def _once(addresses: Iterable[str], heard: set[str]) -> Iterable[str]:
    for one in addresses:
        if one.lower() not in heard:
            heard.add(one.lower())
            yield one


def _checked(line: str, addresses: list[str]) -> list[str]:
    """The part before ``@`` keeps its case: whose server it is decides what it means."""
    cleaned = []
    for one in addresses:
        address = one.strip()
        if len(address) > MAX_EMAIL or not EMAIL.fullmatch(address):
            shown = address[:80]
            raise Invalid(
                f"{shown} is no e-mail address.", fields={f"email.{line}": f"{shown}: no address"}
            )
        local, _, domain = address.rpartition("@")
        cleaned.append(f"{local}@{domain.lower()}")
    return cleaned
