"""Staff begin a conversation themselves: with whom, on which channel, with which first words."""

from typing import Annotated

from pydantic import StringConstraints

from models.wire.base import ClientId, Closed, UtcTime, Wire, WireId
from models.wire.message import MailHead, Text
from models.wire.template import TemplateBody

Address = Annotated[str, StringConstraints(max_length=254)]


class StartBody(Closed):
    """With a contact, an address as typed, or both: then the address becomes his.

    Text, template, files or the head of a mail are its first message; without any of them it
    is opened for writing. ``subject`` names a mail's thread.
    """

    client_id: ClientId
    channel_id: WireId
    contact_id: WireId | None = None
    address: Address | None = None
    subject: Annotated[str, StringConstraints(max_length=300)] | None = None
    text: Text | None = None
    attachment_ids: list[WireId] = []
    email: MailHead | None = None
    template: TemplateBody | None = None


class Reachable(Wire):
    """A channel on which a contact can be written to.

    ``address`` is where, as far as it is known; ``asksAddress``: another one may be typed.
    ``windowOpen``: free text can be sent now, else a template only. ``openConversationId``: an
    unresolved one in his thread there, which is to be used.
    """

    channel_id: WireId
    channel_kind: str
    channel_name: str
    identity_id: WireId | None = None
    address: str | None = None
    asks_address: bool
    window_open: bool
    window_expires_at: UtcTime | None = None
    open_conversation_id: WireId | None = None


class ReachableChannels(Wire):
    items: list[Reachable]
