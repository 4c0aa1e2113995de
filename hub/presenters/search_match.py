"""Why a conversation was found, in pieces that a screen can mark."""

from collections.abc import Sequence

from hub.kit.words import Term
from hub.rules.snippets import Mark, Reason, marks_in
from models.documents import Conversation
from models.wire.conversation import Part, SearchMatch
from models.words import Visibility


def present_match(
    document: Conversation, reason: Reason | None, terms: Sequence[Term]
) -> SearchMatch:
    name = document.contact.name
    match = SearchMatch(conversation_id=str(document.id), name=_parts(name, marks_in(name, terms)))
    if reason is not None:
        message = reason.message
        match.message_id = str(message.id)
        match.number = message.number
        match.at = message.at
        match.author_name = message.author.name
        match.internal = message.visibility is Visibility.INTERNAL
        match.text = _parts(reason.snippet.text, reason.snippet.marks)
    return match


def _parts(text: str, marks: Sequence[Mark]) -> list[Part]:
    parts, at = [], 0
    for start, end in marks:
        parts += [Part(text=text[at:start], found=False), Part(text=text[start:end], found=True)]
        at = end
    parts.append(Part(text=text[at:], found=False))
    return [part for part in parts if part.text]
