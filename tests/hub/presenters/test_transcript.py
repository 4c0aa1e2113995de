"""Who said what in a transcript, also where somebody else than the contact writes."""

from typing import Any

import pytest

from hub.presenters.transcript import as_text
from models.documents import Conversation, Message, Workspace
from models.documents.base import ContactName, Id
from models.documents.message import Author, Location, SharedContact
from models.words import (
    AuthorKind,
    ConversationState,
    Direction,
    Language,
    MessageKind,
    MessageStatus,
)
from tests.conftest import START

pytestmark = pytest.mark.usefixtures("store")

GROUP = ContactName(id=Id(), name="Warga RT 5")


def written(*messages: Message) -> str:
    house = Workspace(default_language=Language.ENGLISH)
    conversation = Conversation(
        number=7,
        state=ConversationState.HANDLED,
        channel_id=Id(),
        channel_kind="telegram",
        thread_key="-100",
        identity_id=Id(),
        address="-100",
        contact=GROUP,
        department_id=Id(),
        started_at=START,
        last_activity_at=START,
    )
    return as_text(conversation, messages, house, cut=False)


def said(author: Author, **fields: Any) -> Message:
    return Message(
        conversation_id=Id(),
        channel_id=Id(),
        number=1,
        direction=Direction.INBOUND,
        status=MessageStatus.RECEIVED,
        author=author,
        at=START,
        **fields,
    )


def test_in_a_group_everybody_goes_by_his_own_name() -> None:
    text = written(
        said(Author(kind=AuthorKind.CUSTOMER, name="Dewi"), text="Banjir"),
        said(Author(kind=AuthorKind.CUSTOMER, id=GROUP.id, name="Nama lama"), text="Tolong"),
    )
    assert "Dewi, 2026-11-25 10:00 WIB\nBanjir" in text
    assert "Warga RT 5, 2026-11-25 10:00 WIB\nTolong" in text
    assert "Nama lama" not in text


def test_what_was_said_without_words_is_named() -> None:
    by = Author(kind=AuthorKind.CUSTOMER, name="Dewi")
    place = Location(latitude=-6.2, longitude=106.8, name="Monas")
    card = SharedContact(name="Budi", phones=["+6281234567890"])
    text = written(
        said(by, kind=MessageKind.LOCATION, text="", location=place),
        said(by, kind=MessageKind.CONTACT, text="", contacts=[card]),
        said(by, kind=MessageKind.UNSUPPORTED, text="", unsupported_type="poll"),
    )
    assert "Location: Monas, -6.2, 106.8" in text
    assert "Contact: Budi, +6281234567890" in text
    assert "Message without words" in text
