"""What a mail has in common with those that came with it: ids and people."""

import re

from channels_adapters.email.addresses import addresses
from channels_adapters.email.headers import message_ids, own_id
from channels_adapters.email.parts import parsed

HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
MOST_OF_HEAD = 256 * 1024


def kin_of(raw: bytes) -> frozenset[str]:
    """Mails that share nothing of it are of different threads and people. Never raises."""
    head = HEAD_ENDS.split(raw[:MOST_OF_HEAD], 1)[0]
    message = parsed(head + b"\r\n\r\n")
    ids = [id for name in ("in-reply-to", "references") for id in message_ids(message, name)]
    people = [one.address for one in addresses(message, "from", "sender", "reply-to")]
    own = own_id(message)
    return frozenset([*ids, *people, *([own] if own else []), *([] if people else ["nobody"])])
