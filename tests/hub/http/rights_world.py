"""For the rights matrix: who calls, and conversations of every relation to him.

What else can stand in a path is in ``rights_objects.py``, a valid body for every door in
``rights_bodies.py``.
"""

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from urllib.parse import parse_qsl, urlsplit

from hub.rules.audience import member_room, rooms_of_conversation
from hub.rules.file_links import signed_url
from hub.rules.policy import Who
from hub.rules.visitor_token import VisitorClaims, issue_visitor_token
from hub.services import attachments, sign_ins
from hub.services.attachments import Upload
from hub.wiring import Hub
from models.documents import (
    Attachment,
    Channel,
    Contact,
    Conversation,
    Identity,
    LabelCategory,
    Member,
    Message,
)
from models.documents.base import ContactName, Id, Person
from models.documents.message import Author, Mail
from models.words import (
    AttachmentState,
    AuthorKind,
    ConversationState,
    Direction,
    MessageStatus,
    Role,
)
from tests.hub.http.doors import PUBLIC_URL, Site, Staff


class Whose(StrEnum):
    """``own``: the caller's. ``colleague``: of another agent of his department, seen by their
    supervisor. ``foreign``: of another department, another visitor, another channel.
    """

    OWN = "own"
    COLLEAGUE = "colleague"
    FOREIGN = "foreign"


CALLERS = (Who.ADMIN, Who.SUPERVISOR, Who.AGENT, Who.VISITOR, Who.NOBODY)


NOBODY = "0" * 24
"""An id of nothing."""

numbers = itertools.count(1)


@dataclass
class World:
    """One caller of each kind, and objects of every relation to him."""

    hub: Hub
    staff: Staff
    site: Site
    other_site: Id
    identity_id: Id
    colleague: Person
    stranger_id: Id
    category_id: Id
    number_id: Id
    """A channel on which staff may write first."""
    in_path: Conversation | None = None
    """The conversation that stands before a message in a path."""
    contact_in_path: Contact | None = None

    @classmethod
    async def made(cls, hub: Hub, staff: Staff, site: Site) -> "World":
        now = hub.clock.now()
        citra = Member(
            email="citra@toko.example",
            name="Citra",
            role=Role.AGENT,
            department_ids=[staff.sales_id],
            created_at=now,
        )
        stranger = citra.model_copy(
            update={
                "id": Id(),
                "email": "tono@toko.example",
                "department_ids": [staff.billing_id],
            }
        )
        first = await hub.store.get(Channel, {"_id": site.chat_id})
        assert first is not None
        other = first.model_copy(update={"id": Id(), "name": "Elsewhere"})
        await hub.store.insert(citra)
        await hub.store.insert(stranger)
        await hub.store.insert(other)
        number = Channel(kind="whatsapp", name="Nomor", created_at=now)
        await hub.store.insert(number)
        await hub.directory.refresh()
        person = Person(id=citra.id, name=citra.name)
        category = LabelCategory(name="Topic", key="topic", created_at=now)
        await hub.store.insert(category)
        return cls(hub, staff, site, other.id, Id(), person, stranger.id, category.id, number.id)

    def token(self, who: Who) -> str | None:
        claims = VisitorClaims(self.identity_id, self.site.chat_id, PUBLIC_URL)
        return {
            Who.ADMIN: self.staff.admin,
            Who.SUPERVISOR: self.staff.supervisor,
            Who.AGENT: self.staff.agent,
            Who.VISITOR: issue_visitor_token(self.hub.signer, claims, self.hub.clock.now()),
            Who.NOBODY: None,
        }[who]

    def member_id(self, who: Who) -> Id:
        return {
            Who.ADMIN: self.staff.admin_id,
            Who.SUPERVISOR: self.staff.supervisor_id,
        }.get(who, self.staff.agent_id)

    async def conversation(self, who: Who, whose: Whose) -> Conversation:
        """Handled by the caller (or his agent), by a colleague, or waiting in another department."""
        now = self.hub.clock.now()
        number = next(numbers)
        foreign = whose is Whose.FOREIGN
        identity = Identity(
            channel_id=self.site.chat_id,
            address=str(number),
            contact_id=Id(),
            created_at=now,
        )
        if whose is Whose.OWN and who is Who.VISITOR:
            identity.id = self.identity_id
        contact = Contact(id=identity.contact_id, name="Dewi", created_at=now)
        holder = await self._holder(who, whose)
        made = Conversation(
            number=number,
            state=ConversationState.QUEUED if foreign else ConversationState.HANDLED,
            channel_id=self.site.chat_id,
            channel_kind="livechat",
            thread_key=str(number),
            identity_id=identity.id,
            address=identity.address,
            contact=ContactName(id=contact.id, name=contact.name),
            department_id=self.staff.billing_id if foreign else self.staff.sales_id,
            assignee=None if foreign else holder,
            last_agent=None if foreign else holder,
            started_at=now,
            queued_at=now,
            assigned_at=None if foreign else now,
            last_activity_at=now,
            last_number=1,
        )
        made.audience = rooms_of_conversation(made)
        await self.hub.store.insert(made)
        await self.hub.store.insert(self._first_message(made))
        return made

    async def contact(self) -> Contact:
        """Every contact is the whole staff's."""
        made = Contact(name="Dewi", created_at=self.hub.clock.now())
        await self.hub.store.insert(made)
        return made

    async def _holder(self, who: Who, whose: Whose) -> Person:
        if whose is Whose.COLLEAGUE:
            return self.colleague
        member = await self.hub.store.get(Member, {"_id": self.member_id(who)})
        assert member is not None
        return Person(id=member.id, name=member.name)

    def _first_message(self, of: Conversation) -> Message:
        return Message(
            conversation_id=of.id,
            channel_id=of.channel_id,
            number=1,
            direction=Direction.INBOUND,
            author=Author(kind=AuthorKind.CUSTOMER, id=of.contact.id, name=of.contact.name),
            text="Halo",
            status=MessageStatus.RECEIVED,
            at=of.started_at,
        )

    async def failed_mail(self, of: Conversation, author: Id) -> Message:
        """An answer by mail that did not go out."""
        made = Message(
            conversation_id=of.id,
            channel_id=of.channel_id,
            number=2,
            direction=Direction.OUTBOUND,
            author=Author(kind=AuthorKind.AGENT, id=author, name="Citra"),
            text="Baik",
            mail=Mail(html="<p>Baik</p>"),
            status=MessageStatus.FAILED,
            at=of.started_at,
        )
        await self.hub.store.insert(made)
        return made

    async def attachment(self, who: Who, whose: Whose) -> Attachment:
        """A file that a message of such a conversation has kept."""
        conversation_of = await self.conversation(who, whose)
        first = await self.hub.store.get(Message, {"conversation_id": conversation_of.id})
        assert first is not None

        async def pieces() -> AsyncIterator[bytes]:
            yield b"catatan"

        uploader = member_room(self.member_id(who))
        stored = await attachments.receive(
            self.hub.store,
            self.hub.files,
            Upload(pieces(), "catatan.txt", "text/plain", uploader),
        )
        kept = await self.hub.store.change(
            Attachment,
            {"_id": stored.id},
            {
                "$set": {
                    "state": AttachmentState.KEPT,
                    "conversation_id": conversation_of.id,
                    "message_id": first.id,
                }
            },
        )
        assert kept is not None
        return kept

    async def new_token(self, who: Who) -> str:
        return await sign_ins.begin(
            self.hub.store, self.member_id(who), device="matrix", address=""
        )

    async def link(self, who: Who, whose: Whose) -> tuple[str, dict[str, str]]:
        """Path and query of a signed address: the visitor's own, or one signed for somebody else."""
        kept = await self.attachment(Who.VISITOR, Whose.OWN)
        signed_for = self.identity_id if whose is Whose.OWN else Id()
        now = self.hub.clock.now().astimezone(UTC)
        address = signed_url(self.hub.signer, self.site.chat_id, signed_for, kept.id, now)
        return urlsplit(address).path, dict(parse_qsl(urlsplit(address).query))
