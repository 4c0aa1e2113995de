"""Quick replies on the wire."""

from typing import Annotated

from pydantic import StringConstraints

from models.wire.base import Closed, UtcTime, Wire, WireId
from models.words import Language, QuickReplyScope

MAX_TITLE = 80
MAX_REPLY = 4_000
"""Characters of a text."""

Shortcut = Annotated[
    str, StringConstraints(pattern=r"^/?[\w-]{1,32}$", strip_whitespace=True, to_lower=True)
]
"""What one types after the slash: letters, digits, ``-`` and ``_``."""

Title = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TITLE, strip_whitespace=True)]
ReplyText = Annotated[str, StringConstraints(min_length=1, max_length=MAX_REPLY)]


class QuickReply(Wire):
    """``text`` may hold ``{{contact.name}}`` and its like, with ``{{contact.name|a default}}``."""

    id: WireId
    shortcut: str
    title: str
    text: str
    scope: QuickReplyScope
    department_id: WireId | None = None
    language: Language | None = None
    updated_at: UtcTime
    version: int


class QuickReplyBody(Closed):
    """``department_id`` belongs to the scope ``department`` and to no other."""

    shortcut: Shortcut
    title: Title
    text: ReplyText
    scope: QuickReplyScope = QuickReplyScope.PERSONAL
    department_id: WireId | None = None
    language: Language | None = None


class QuickReplyPatch(Closed):
    """``language`` given as null: for all languages."""

    shortcut: Shortcut | None = None
    title: Title | None = None
    text: ReplyText | None = None
    scope: QuickReplyScope | None = None
    department_id: WireId | None = None
    language: Language | None = None
