"""Who or what wrote a mail: a person, a machine, ourselves, or somebody who pretends. Pure."""

import re
from collections.abc import Set
from email.message import Message

from channels_adapters.email.addresses import Address, addresses
from channels_adapters.email.away_words import says_away
from channels_adapters.email.headers import own_id, text, texts
from channels_adapters.email.one_part import type_of
from models.words import Suspicion

BULK = {"auto_reply", "bulk", "junk", "list"}
MACHINES = re.compile(
    r"(mailer-daemon|mail-daemon|postmaster|mailerdaemon|bounces?)([+=_-].*)?\\?@"
    r"|\"?system administrator\"?@|microsoftexchange[0-9a-f]{32}@|[^@]*smtp_(mail_service|gateways?)@"
)
AUTOMATIC = (
    *("x-autoreply", "x-autorespond", "x-auto-reply", "x-autoreply-from", "x-mail-autoreply"),
    *("x-autoresponder", "x-auto-respond", "x-autoresponse", "x-vacation", "x-gnd-autoreply"),
    *("x-fc-machinegenerated", "x-cron-env"),
)
NOT_SO = {"no", "false", "0", "none"}
LISTS = ("list-id", "list-unsubscribe", "feedback-id")
NO_ANSWER = re.compile(
    r"(no|do-?not|dont|never|tidak)[._-]?(reply|replies|respond|answer|balas)", re.I
)
OWN_ID = re.compile(r"([0-9a-f]{24})@")
"""Of the mails that we send (composing.py)."""

JUNK_MARK = "X-Simpul-Folder"
"""The watcher's word for where it found a mail. A stranger who writes it himself only harms himself."""


def is_automatic(message: Message, sender: str) -> bool:
    """RFC 3834, and what programs do that have not read it. Not X-Auto-Response-Suppress: Exchange puts
    it on people's mail.
    """
    if any(_first(one) not in ("", "no") for one in texts(message, "auto-submitted")):
        return True
    if _first(text(message, "precedence")) in BULK or _first(text(message, "preference")) in BULK:
        return True
    if any(_first(text(message, name)) not in ("", *NOT_SO) for name in AUTOMATIC):
        return True
    if any(text(message, name) for name in LISTS):
        return True
    if is_null_path(message) or type_of(message) == "multipart/report":
        return True
    return MACHINES.match(sender) is not None or _says_away(message)


def _first(said: str) -> str:
    """The word that counts: remarks and parameters do not."""
    words = re.sub(r"\([^)]*\)", " ", said.lower().partition(";")[0]).split()
    return words[0].strip("\"'") if words else ("" if not said.strip() else "remark")


def _says_away(message: Message) -> bool:
    """A question that answers nothing is a person's, whatever it begins with."""
    subject = text(message, "subject")
    answers = any(text(message, name) for name in ("in-reply-to", "references"))
    return says_away(subject) and (answers or "?" not in subject)


def is_null_path(message: Message) -> bool:
    """Nobody may answer: as it came, or as the server has written it in again."""
    paths = [one.strip("<> \t").lower() for one in texts(message, "return-path")]
    return any(not one or one.startswith("mailer-daemon@") for one in paths) or (
        text(message, "from").endswith("<>")
    )


def _before_via(name: str | None) -> str | None:
    """``Budi via Toko`` is Budi."""
    return re.sub(r"\s+via\s.*$", "", name, flags=re.I | re.S) or name if name else name


def wanted_at(message: Message, writer: str, own: Set[str]) -> list[str]:
    """Where he wants the answer, if not where he writes from. A list wants it for itself."""
    lists = text(message, "list-post").lower()
    asked = [one.address for one in addresses(message, "reply-to")]
    fit = [one for one in asked if untagged(one) not in own and one not in lists]
    return [] if fit == [writer] else list(dict.fromkeys(fit))


def suppresses_answers(message: Message) -> bool:
    said = {one.strip() for one in text(message, "x-auto-response-suppress").lower().split(",")}
    return bool(said & {"all", "autoreply", "oof", "dr", "rn", "nrn"})


def own_mail(message: Message, sender: Address | None, own: Set[str]) -> str | None:
    """Why it is ours and comes back: who answers his own mail never stops."""
    id = own_id(message) or ""
    domains = {one.rpartition("@")[2] for one in own}
    if OWN_ID.match(id) and id.rpartition("@")[2].lower() in domains:
        return "own_mail"
    if sender is not None and untagged(sender.address) in {untagged(one) for one in own}:
        return "own_address"
    return None


def correlation_id(message: Message) -> str | None:
    """Our own id of a mail that we sent."""
    found = OWN_ID.match(own_id(message) or "")
    return found[1] if found else None


def untagged(address: str) -> str:
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def suspicions(message: Message, checked_by: str) -> list[Suspicion]:
    """What filters before us have said, and the check of the sender by our own server."""
    found = [Suspicion.SPAM_MARK] if is_marked(message) else []
    return [*found, Suspicion.SENDER_CHECK] if fails_check(message, checked_by) else found


def is_marked(message: Message) -> bool:
    """A filter took it for spam: its provider's, or one on the way."""
    if text(message, JUNK_MARK).lower() == "junk":
        return True
    if text(message, "x-spam-flag").lower().startswith("yes"):
        return True
    if text(message, "x-spam-status").lower().startswith("yes") or text(
        message, "x-spam"
    ).lower() in (
        "yes",
        "spam",
        "true",
    ):
        return True
    level = text(message, "x-ms-exchange-organization-scl") or _level(message)
    return level.lstrip("-").isdigit() and int(level) >= 5


def _level(message: Message) -> str:
    found = re.search(r"\bSCL:(-?\d+)", text(message, "x-forefront-antispam-report"))
    return found.group(1) if found else ""


def fails_check(message: Message, checked_by: str) -> bool:
    """Only the topmost line counts, and only by our own server: the rest anybody can write."""
    lines = texts(message, "authentication-results")
    if not checked_by or not lines:
        return False
    server = lines[0].partition(";")[0].split(" ")[0].strip().lower()
    ours = checked_by.strip().lower()
    if server != ours and not server.endswith(f".{ours}"):
        return False
    return re.search(r"\bdmarc\s*=\s*fail\b", lines[0], re.I) is not None


def writer(
    message: Message, froms: list[Address], answers: list[Address], own: Set[str]
) -> Address | None:
    """Whom to answer. A form or a list writes in its own name, the person stands in Reply-To."""
    sender = froms[0] if froms else None
    other = next((one for one in answers if untagged(one.address) not in own), None)
    if sender is None:
        return other
    if other is None or other.address == sender.address:
        return sender
    if other.address in text(message, "list-post").lower():
        # The list wants answers for itself; the person has written in his own name.
        return sender
    is_own = untagged(sender.address) in {untagged(one) for one in own}
    is_no_one = NO_ANSWER.search(sender.address.partition("@")[0]) is not None
    is_via = bool(text(message, "list-post")) or re.search(r"\bvia\b", sender.name or "", re.I)
    if is_own or is_no_one or is_via:
        return Address(other.name or _before_via(sender.name), other.address)
    return sender
