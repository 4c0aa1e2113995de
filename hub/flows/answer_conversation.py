"""Staff write: an answer to the customer, the first words of a conversation, or a private note.

Answering a waiting conversation takes it in the same act. Supervisors and admins answer within
their scope without taking over. Who begins a conversation handles it (S3). The stored message is the
answer; delivery goes on behind it.
"""

from dataclasses import dataclass

from channels_adapters.base import Medium
from channels_adapters.registry import adapter_of
from hub.kit.errors import Invalid
from hub.rules.actors import actor_of
from hub.rules.audience import member_room, sees, staff_rooms
from hub.rules.channel_limits import check_limits
from hub.rules.conversation_rights import may_answer, may_claim
from hub.rules.departments import department_of_start
from hub.rules.file_claims import FileClaim
from hub.rules.load import quiet_at
from hub.rules.mail_pictures import placed
from hub.rules.message_bodies import (
    check_body,
    fingerprint_of,
    fingerprint_of_start,
    first_words,
    kind_of,
)
from hub.rules.refusals import DifferentBody, MessageUndone, beaten, conversation_gone, not_yours
from hub.rules.templates import FilledTemplate, filled
from hub.rules.undo_send import held_until
from hub.rules.windows import refuse_closed
from hub.services import (
    addressees,
    attachments,
    channels,
    conversations,
    drafts,
    mail_heads,
    members,
    messages,
    outbox,
    templates,
    unread_answers,
)
from hub.services.addressees import Wanted
from hub.services.conversations import Start
from hub.store.directory import Directory
from hub.store.due_times import set_due
from hub.store.mongo import Store
from hub.store.numbers import CONVERSATIONS, Numbers
from hub.store.transaction import Transaction
from models.documents import Conversation, Member, Message
from models.documents.base import Id
from models.documents.event import ObjectRef
from models.documents.message import AttachedFile, Author, Mail
from models.wire.message import MailHead, MessageBody
from models.wire.starting import StartBody
from models.words import (
    AssignmentCause,
    AuthorKind,
    ConversationState,
    Direction,
    DraftKind,
    DueKind,
    EventType,
    MessageStatus,
    ObjectKind,
    Visibility,
)


@dataclass(frozen=True)
class Answered:
    """``created`` is false for a repeat of the same ``clientId``."""

    message: Message
    conversation: Conversation
    created: bool


@dataclass(frozen=True)
class Begun:
    """``created`` is false for a repeat of the same ``clientId``."""

    conversation: Conversation
    created: bool


class AnswerConversation:
    def __init__(self, store: Store, directory: Directory) -> None:
        self._store = store
        self._directory = directory
        self._numbers = Numbers(store, CONVERSATIONS)

    async def __call__(self, member: Member, conversation_id: Id, body: MessageBody) -> Answered:
        """Raises Invalid for an empty or changed body, a conflict naming state and holder."""
        check_body(body)

        async def work(tx: Transaction) -> Answered:
            earlier = await messages.written_already(tx, member.id, body.client_id)
            if earlier is not None:
                return await _repeated(tx, earlier, conversation_id, body)
            if await messages.was_undone(tx, member.id, body.client_id):
                raise MessageUndone
            conversation = await conversations.heard_of_by(tx, member, conversation_id)
            if body.visibility is Visibility.PUBLIC:
                conversation = await self._make_writable(tx, member, conversation)
            elif not sees(member, conversation):
                raise conversation_gone()
            return await self._write(tx, member, conversation, body)

        return await self._store.transact(work)

    async def begin(self, member: Member, body: StartBody) -> Begun:
        """S3, with its first message when there is one. Raises Invalid, or a conflict that names
        the open conversation of the same thread.
        """
        [number] = await self._numbers.borrow(1)
        first = first_words(body)
        if first is not None:
            check_body(first)

        async def work(tx: Transaction) -> Begun:
            earlier = await conversations.started_already(tx, member.id, body.client_id)
            if earlier is not None:
                if earlier.fingerprint != fingerprint_of_start(body):
                    raise DifferentBody
                return Begun(earlier, created=False)
            conversation = await self._begin(tx, member, body, number)
            if first is not None:
                conversation = (await self._write(tx, member, conversation, first)).conversation
            return Begun(conversation, created=True)

        return await self._store.transact(work)

    async def _begin(
        self, tx: Transaction, member: Member, body: StartBody, number: int
    ) -> Conversation:
        channel = await channels.to_begin_on(tx, Id(body.channel_id))
        wanted = Wanted(
            contact_id=Id(body.contact_id) if body.contact_id else None, address=body.address
        )
        by = actor_of(member)
        house = self._directory.workspace
        contact, identity = await addressees.reach(tx, channel, wanted, house, by)
        return await conversations.begin_by_staff(
            tx,
            member,
            Start(
                number=number,
                channel=channel,
                contact=contact,
                identity=identity,
                department_id=department_of_start(member, channel, self._directory.departments),
                subject=body.subject,
                own_thread=adapter_of(channel.kind).traits.medium is Medium.MAIL,
                client_id=body.client_id,
                fingerprint=fingerprint_of_start(body),
            ),
            by=by,
            quiet_after=house.quiet_after,
        )

    async def _make_writable(
        self, tx: Transaction, member: Member, conversation: Conversation
    ) -> Conversation:
        """Take it from the queue if it waits there; refuse what is not one's own."""
        if conversation.state is ConversationState.QUEUED and may_claim(member, conversation):
            return await conversations.assign(
                tx,
                conversation,
                to=member,
                by=actor_of(member),
                cause=AssignmentCause.CLAIMED,
                workspace=self._directory.workspace,
            )
        if conversation.state is ConversationState.RESOLVED:
            raise beaten(conversation)
        if conversation.state is not ConversationState.HANDLED:
            raise not_yours()
        if not may_answer(member, conversation):
            raise beaten(conversation)
        return conversation

    async def _write(
        self, tx: Transaction, member: Member, conversation: Conversation, body: MessageBody
    ) -> Answered:
        mention_ids = [Id(id) for id in dict.fromkeys(body.mentions)]
        await members.check_mentions(tx, mention_ids)
        message_id = Id()
        claim = FileClaim(
            ids=[Id(id) for id in body.attachment_ids],
            uploader=member_room(member.id),
            conversation_id=conversation.id,
            message_id=message_id,
        )
        [files] = await attachments.keep_many(tx, [claim])
        traits = adapter_of(conversation.channel_kind).traits
        feed = traits.delivers_by_feed
        internal = body.visibility is Visibility.INTERNAL
        text, mail = await self._headed(tx, member, conversation, body, message_id)
        files = placed(files, mail)
        used = await self._permitted(tx, conversation, body, text, files)
        text = used.text if used else text
        message = Message(
            _id=message_id,
            conversation_id=conversation.id,
            channel_id=conversation.channel_id,
            number=conversation.last_number + 1,
            direction=Direction.OUTBOUND,
            visibility=body.visibility,
            author=Author(kind=AuthorKind.AGENT, id=member.id, name=member.name),
            kind=kind_of(text, files, mail),
            text=text,
            mail=mail,
            template=used.template if used else None,
            attachments=files,
            mention_ids=mention_ids,
            reply_to_id=await _quoted(tx, conversation, body),
            status=MessageStatus.SENT if feed or internal else MessageStatus.PENDING,
            held_until=None if internal else held_until(member, traits, tx.now),
            client_id=body.client_id,
            fingerprint=fingerprint_of(conversation.id, body),
            at=tx.now,
        )
        await tx.insert(message)
        await outbox.put(tx, message)
        conversation = await conversations.add_staff_message(tx, conversation, message)
        quiet = quiet_at(conversation, self._directory.workspace.quiet_after)
        if quiet is not None and not internal:
            await set_due(tx, DueKind.CONVERSATION_QUIET, conversation.id, quiet)
        if feed and not internal:
            await unread_answers.look_after(tx, conversation.id)
        if used:
            await drafts.take_out_template(tx, member, message)
        else:
            sent = DraftKind.NOTE if internal else DraftKind.REPLY
            await drafts.empty(tx, member, conversation.id, (sent,))
        tx.record(
            EventType.MESSAGE_CREATED,
            object=ObjectRef(kind=ObjectKind.MESSAGE, id=message.id, version=message.version),
            actor=actor_of(member),
            rooms=staff_rooms(conversation.audience) if internal else conversation.audience,
            conversation_id=conversation.id,
        )
        return Answered(message, conversation, created=True)

    async def _permitted(
        self,
        tx: Transaction,
        conversation: Conversation,
        body: MessageBody,
        text: str,
        files: list[AttachedFile],
    ) -> FilledTemplate | None:
        """What the channel takes now: within its limits, and outside its window a template only.

        Raises Invalid, WindowClosed, ChannelOff.
        """
        if body.visibility is Visibility.INTERNAL:
            return None
        if not adapter_of(conversation.channel_kind).traits.delivers_by_feed:
            await channels.refuse_off(tx, conversation.channel_id)
        if body.template is None:
            refuse_closed(conversation, tx.now)
            check_limits(adapter_of(conversation.channel_kind).traits, text, files)
            return None
        name, language = body.template.name, body.template.language
        found = await templates.chosen(tx, conversation.channel_id, name, language)
        return filled(found, body.template.parameters, files)

    async def _headed(
        self,
        tx: Transaction,
        member: Member,
        conversation: Conversation,
        body: MessageBody,
        message_id: Id,
    ) -> tuple[str, Mail | None]:
        """The text, and on a channel of mail the head it goes out under."""
        text = body.text or ""
        traits = adapter_of(conversation.channel_kind).traits
        is_mail = traits.medium is Medium.MAIL
        if not is_mail and body.email is not None:
            raise Invalid("This is no mail.", fields={"email": "not on this channel"})
        if not is_mail or body.visibility is Visibility.INTERNAL:
            return text, None
        head = body.email or MailHead()
        draft = mail_heads.Draft(message_id, conversation, member, text, head)
        written = await mail_heads.write(tx, self._directory, draft)
        return written.text, written.mail


async def _quoted(tx: Transaction, conversation: Conversation, body: MessageBody) -> Id | None:
    """Raises Invalid."""
    if body.reply_to is None:
        return None
    return await messages.quotable(tx, conversation, Id(body.reply_to), body.visibility)


async def _repeated(
    tx: Transaction, earlier: Message, conversation_id: Id, body: MessageBody
) -> Answered:
    """His own message, also when the conversation has left his sight since he wrote it."""
    conversation = await tx.get(Conversation, {"_id": earlier.conversation_id})
    if conversation is None or earlier.fingerprint != fingerprint_of(conversation_id, body):
        raise DifferentBody
    return Answered(earlier, conversation, created=False)
