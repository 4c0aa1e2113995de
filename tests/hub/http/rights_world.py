"""For the rights matrix: who calls, what there is to reach for, and a valid request for every door."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pydantic import BaseModel

from hub.flows.invite_members import Wanted
from hub.http.doorway.door import Door
from hub.rules.audience import member_room, rooms_of_conversation
from hub.rules.file_links import signed_url
from hub.rules.links import Link, token_of
from hub.rules.policy import Act, Who
from hub.rules.quick_reply_rights import place_of
from hub.rules.visitor_token import VisitorClaims, issue_visitor_token
from hub.services import attachments, channels, password_resets, quarantine, sign_ins
from hub.services.attachments import Upload
from hub.wiring import Hub
from models.documents import (
    Attachment,
    AwayReason,
    Block,
    Channel,
    Contact,
    ContactField,
    Conversation,
    Identity,
    Invitation,
    Label,
    LabelCategory,
    Member,
    MergeSuggestion,
    Message,
    PasswordReset,
    QuickReply,
    SystemMail,
)
from models.documents.base import ContactName, Id, Person
from models.documents.message import Author, Mail
from models.wire import (
    agent,
    block,
    chat,
    compose,
    contact,
    conversation,
    draft,
    invitation,
    label,
    message,
    notification,
    people,
    quick_reply,
    rating,
    settings,
    setup,
    starting,
    workspace,
)
from models.words import (
    AttachmentState,
    AuthorKind,
    BlockKind,
    ConversationState,
    Direction,
    FieldType,
    LabelColor,
    Language,
    LinkPurpose,
    MessageStatus,
    QuickReplyScope,
    Role,
)
from tests.hub.http.doors import PASSWORD, PUBLIC_URL, Site, Staff


class Whose(StrEnum):
    """``own``: the caller's. ``colleague``: of another agent of his department, seen by their
    supervisor. ``foreign``: of another department, another visitor, another channel.
    """

    OWN = "own"
    COLLEAGUE = "colleague"
    FOREIGN = "foreign"


CALLERS = (Who.ADMIN, Who.SUPERVISOR, Who.AGENT, Who.VISITOR, Who.NOBODY)

_numbers = itertools.count(1)


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
        number = next(_numbers)
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

    async def _contact(self) -> Contact:
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

        async def pieces() -> Any:
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

    async def another_contact(self) -> Contact:
        return await self._contact()

    async def suggestion(self) -> MergeSuggestion:
        ids = sorted([(await self._contact()).id, (await self._contact()).id])
        made = MergeSuggestion(contact_ids=ids, shared=[], at=self.hub.clock.now())
        await self.hub.store.insert(made)
        return made

    async def merge(self) -> str:
        """By which another contact became part of the one in the path."""
        assert self.contact_in_path is not None
        admin = await self.hub.store.get(Member, {"_id": self.staff.admin_id})
        assert admin is not None
        gone = await self._contact()
        _, made = await self.hub.merge_contacts(admin, gone.id, self.contact_in_path.id)
        return str(made.id)

    async def contact_field(self) -> ContactField:
        name = f"Hobi {next(_numbers)}"
        made = ContactField(name=name, key=name.lower(), type=FieldType.TEXT)
        await self.hub.store.insert(made)
        return made

    async def away_reason(self) -> AwayReason:
        unique = next(_numbers)
        made = AwayReason(
            name={Language.INDONESIAN: f"Alasan {unique}", Language.ENGLISH: f"Reason {unique}"},
            position=unique,
        )
        await self.hub.store.insert(made)
        return made

    async def new_token(self, who: Who) -> str:
        return await sign_ins.begin(
            self.hub.store, self.member_id(who), device="matrix", address=""
        )

    async def session_of(self, member_id: Id) -> Id:
        await sign_ins.begin(self.hub.store, member_id, device="other", address="")
        listed = await sign_ins.list_of(self.hub.store, member_id)
        return next(one.id for one in listed if one.device == "other")

    async def object_id(self, parameter: str, who: Who, whose: Whose) -> str:
        """What stands in the path. A parameter that is not known here fails the matrix."""
        own = whose is Whose.OWN
        match parameter:
            case "conversation_id":
                self.in_path = await self.conversation(who, whose)
                return str(self.in_path.id)
            case "message_id":
                of = self.in_path or await self.conversation(who, whose)
                author = self.member_id(who) if own else self.colleague.id
                return str((await self.failed_mail(of, author)).id)
            case "attachment_id":
                return str((await self.attachment(who, whose)).id)
            case "session_id":
                owner = self.member_id(who) if own else self.colleague.id
                return str(await self.session_of(owner))
            case "channel_id":
                return str(self.site.chat_id if own else self.other_site)
            case "member_id":
                by_relation = {
                    Whose.OWN: self.member_id(who),
                    Whose.COLLEAGUE: self.colleague.id,
                    Whose.FOREIGN: self.stranger_id,
                }
                return str(by_relation[whose])
            case "contact_id":
                self.contact_in_path = await self._contact()
                return str(self.contact_in_path.id)
            case "identity_id":
                held = await self.conversation(who, whose)
                identity = Identity(
                    channel_id=held.channel_id,
                    address=held.address,
                    contact_id=held.contact.id,
                    created_at=held.started_at,
                )
                identity.id = held.identity_id
                await self.hub.store.insert(identity)
                return str(identity.id)
            case "block_id":
                made = Block(
                    kind=BlockKind.DOMAIN,
                    value=f"spam{next(_numbers)}.example",
                    named="spam.example",
                    by=self.colleague,
                    at=self.hub.clock.now(),
                )
                await self.hub.store.insert(made)
                return str(made.id)
            case "suggestion_id":
                return str((await self.suggestion()).id)
            case "field_id":
                return str((await self.contact_field()).id)
            case "kept_id":
                return str(await self.kept())
            case "reason_id":
                return str((await self.away_reason()).id)
            case "department_id":
                return str(self.staff.sales_id if own else self.staff.billing_id)
            case "invitation_id":
                return str((await self.invited())[0].id)
            case "mail_id":
                return str((await self.invited())[1].id)
            case "category_id":
                return str((await self.label()).category_id)
            case "label_id":
                return str((await self.label()).id)
            case "quick_reply_id":
                return str((await self.quick_reply(who, whose)).id)
            case "scope":
                return "member"
            case "owner_id":
                return await self.object_id("member_id", who, whose)
            case "path":
                return "nothing.txt"
            case "setting":
                return "folder"
        raise LookupError(f"the matrix has no object for {parameter}: give it one")

    async def invited(self) -> tuple[Invitation, SystemMail]:
        """An open invitation, and the mail of it."""
        inviter = await self.hub.store.get(Member, {"_id": self.staff.admin_id})
        assert inviter is not None
        wanted = Wanted([f"someone{next(_numbers)}@toko.example"], Role.AGENT, [], [], None)
        [one] = await self.hub.invite_members(wanted, inviter)
        assert one.invitation is not None
        mail = await self.hub.store.get(SystemMail, {"link.object_id": one.invitation.id})
        assert mail is not None
        return one.invitation, mail

    async def invite_token(self) -> str:
        """What stands behind the ``#`` of the link of a fresh invitation."""
        invitation, _ = await self.invited()
        return token_of(self.hub.signer, Link(LinkPurpose.INVITATION, invitation.id, 1))

    async def reset_token(self) -> str:
        now = self.hub.clock.now()
        reset = PasswordReset(
            email="citra@toko.example",
            member_id=self.colleague.id,
            created_at=now,
            expires_at=now + password_resets.LIFETIME,
        )
        await self.hub.store.insert(reset)
        return token_of(self.hub.signer, Link(LinkPurpose.PASSWORD_RESET, reset.id, 1))

    async def kept(self) -> Id:
        """A payload that was not understood."""
        channel = await channels.find(self.hub.store, self.site.chat_id)
        assert channel is not None
        hub = self.hub
        return await quarantine.keep(hub.store, hub.files, channel, b"{}", "ValueError: no")

    async def label(self) -> Label:
        now, name = self.hub.clock.now(), f"label {next(_numbers)}"
        category = LabelCategory(name=name, key=name, created_at=now)
        made = Label(
            name=name, key=name, color=LabelColor.RED, category_id=category.id, created_at=now
        )
        await self.hub.store.insert(category)
        await self.hub.store.insert(made)
        return made

    async def quick_reply(self, who: Who, whose: Whose) -> QuickReply:
        """The caller's own; or one of a department that neither agent nor supervisor is in."""
        now = self.hub.clock.now()
        own = whose is Whose.OWN
        scope = QuickReplyScope.PERSONAL if own else QuickReplyScope.DEPARTMENT
        owner = self.member_id(who) if own else None
        department = None if own else self.staff.billing_id
        made = QuickReply(
            shortcut=f"kutip{next(_numbers)}",
            title="Salam",
            text="Halo {{contact.name}}",
            scope=scope,
            place=place_of(scope, department, owner),
            department_id=department,
            owner_id=owner,
            created_at=now,
            updated_at=now,
        )
        await self.hub.store.insert(made)
        return made

    async def link(self, who: Who, whose: Whose) -> tuple[str, dict[str, str]]:
        """Path and query of a signed address: the visitor's own, or one signed for somebody else."""
        kept = await self.attachment(Who.VISITOR, Whose.OWN)
        signed_for = self.identity_id if whose is Whose.OWN else Id()
        now = self.hub.clock.now().astimezone(UTC)
        address = signed_url(self.hub.signer, self.site.chat_id, signed_for, kept.id, now)
        return urlsplit(address).path, dict(parse_qsl(urlsplit(address).query))


async def body_of(world: World, door: Door) -> dict[str, Any] | None:
    """A valid body for this door. Links work once, so each try has its own."""
    if door.body is None:
        return None
    body = bodies(world)[door.body]
    if "token" in body:
        invites = door.act is Act.ACCEPT_INVITATION
        body["token"] = await (world.invite_token() if invites else world.reset_token())
    if "intoId" in body:
        body["intoId"] = str((await world.another_contact()).id)
    if "mergeId" in body:
        body["mergeId"] = await world.merge()
    return body


def bodies(world: World) -> Mapping[type[BaseModel], dict[str, Any]]:
    """One valid body for every model. A model that is not known here fails the matrix."""
    unique = next(_numbers)
    return {
        people.SignInBody: {"email": "budi@toko.example", "password": PASSWORD},
        people.MePatch: {},
        people.MemberBody: {
            "email": f"new{unique}@toko.example",
            "name": "New",
            "role": "agent",
        },
        people.MemberPatch: {},
        invitation.InvitationsBody: {"emails": [f"e{unique}@toko.example"], "role": "agent"},
        invitation.LinkBody: {"token": ""},
        invitation.AcceptBody: {"token": "", "name": "Eka", "password": PASSWORD},
        invitation.ForgotBody: {"email": f"nobody{unique}@toko.example"},
        invitation.ResetBody: {"token": "", "password": f"{PASSWORD} {unique}"},
        invitation.PasswordBody: {"present": PASSWORD, "password": f"{PASSWORD} {unique}"},
        agent.PresenceBody: {"state": "online"},
        agent.AwayReasonBody: {"name": {"id": f"Baru {unique}", "en": f"New {unique}"}},
        agent.AwayReasonPatch: {"icon": "break"},
        label.LabelCategoryBody: {"name": f"Kind {unique}"},
        label.LabelCategoryPatch: {"rank": 3},
        label.LabelBody: {"name": f"New {unique}", "categoryId": str(world.category_id)},
        label.LabelPatch: {"color": "green"},
        label.LabelsBody: {"labelIds": []},
        quick_reply.QuickReplyBody: {
            "shortcut": f"new{unique}",
            "title": "Salam",
            "text": "Halo {{contact.name}}",
        },
        quick_reply.QuickReplyPatch: {"title": "Salam baru"},
        compose.SignatureBody: {"html": "<p>Salam</p>"},
        draft.DraftBody: {"kind": "reply", "text": "Baik, "},
        settings.DepartmentBody: {"name": f"New {unique}"},
        settings.DepartmentPatch: {},
        workspace.WorkspacePatch: {},
        setup.SetupPatch: {},
        settings.ChannelBody: {"kind": "livechat", "name": "New"},
        settings.ChannelPatch: {},
        settings.TrialBody: {},
        conversation.AssignBody: {"memberId": str(world.staff.agent_id)},
        conversation.TransferBody: {"departmentId": str(world.staff.billing_id)},
        block.BlockIdentityBody: {"reason": "iklan"},
        block.BlockBody: {"kind": "domain", "value": f"iklan{unique}.example"},
        conversation.MoveBody: {
            "channelId": str(world.number_id),
            "address": f"0812 {unique:07}",
        },
        starting.StartBody: {
            "clientId": f"matrix-{unique:08}",
            "channelId": str(world.number_id),
            "address": f"0813 {unique:07}",
        },
        conversation.PriorityBody: {"priority": "high"},
        conversation.SnoozeBody: {
            "until": (world.hub.clock.now() + timedelta(hours=1)).isoformat()
        },
        conversation.ResolveBody: {},
        conversation.NotSpamBody: {},
        conversation.ReadBody: {},
        message.MessageBody: {
            "clientId": f"matrix-{unique:08}",
            "text": "Catatan",
            "visibility": "internal",
        },
        contact.ContactPatch: {"version": 1},
        contact.ContactBody: {"clientId": f"contact-{unique:04}", "name": "Maya"},
        contact.ContactFieldBody: {"name": f"Field {unique}", "type": "text"},
        contact.ContactFieldPatch: {},
        contact.MergeBody: {"intoId": ""},
        contact.UnmergeBody: {"mergeId": ""},
        contact.ExportBody: {},
        contact.EraseBody: {"reason": "Diminta pelanggan"},
        notification.ReadNotificationsBody: {"all": True},
        notification.NotificationSettingsPatch: {"volume": 40},
        chat.SessionBody: {},
        chat.ChatMessageBody: {"clientId": f"matrix-{unique:08}", "text": "Halo"},
        chat.ReceiptsBody: {"delivered": 1},
        rating.RatingBody: {"score": 4},
    }
