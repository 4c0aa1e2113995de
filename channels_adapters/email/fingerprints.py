"""Of what a mail says: the same Message-ID above something else is another mail."""

import hashlib
from dataclasses import dataclass
from email.message import Message

from channels_adapters.email.found import Found
from channels_adapters.email.headers import raw_values


@dataclass(frozen=True)
class Fingerprints:
    """``whole``: who wrote it, when and what; some programs write one id and one text above everything.
    ``body``: what alone. ``earlier``: those that earlier versions have stored for the same mail.
    """

    whole: str
    body: str
    earlier: list[str]


def fingerprints(
    message: Message, sender: str, plain: str, found: Found, html: str | None
) -> Fingerprints:
    """``html`` as it was made safe, which earlier versions looked at; today the html as it came."""
    body = _of_body(plain, "\n".join(found.html).encode("utf-8", "replace"), found)
    safe = _of_body(plain, (html or "").encode(), found)
    head = b"\x00".join((sender.encode("utf-8", "replace"), *raw_values(message, "date")))
    whole = hashlib.sha256(head + b"\x00" + body.encode()).hexdigest()[:32]
    return Fingerprints(whole, body, [body, safe])


def _of_body(plain: str, html: bytes, found: Found) -> str:
    digest = hashlib.sha256(plain.encode())
    digest.update(b"\x00" + html)
    for one in found.files:
        if not one.was_within:
            digest.update(b"\x00" + one.name.encode() + hashlib.sha256(one.content).digest())
    return digest.hexdigest()[:32]
