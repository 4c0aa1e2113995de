"""The head of a mail that staff write: where it goes, what it answers, who signs it."""

from dataclasses import dataclass

from channels_adapters.base import Medium
from channels_adapters.registry import adapter_of
from hub.kit.errors import Invalid
from hub.kit.html import plain_of
from hub.rules.mail_html import is_blank, written_safely
from hub.rules.mail_recipients import answered, chosen, without_tag
from hub.rules.names import first_name
from hub.rules.signature_text import filled
from hub.rules.subjects import one_line, reply_subject
from hub.store.directory import Directory
from hub.store.mongo import Store
from hub.store.transaction import Transaction
from models.documents import Channel, Conversation, Member, Message, Signature, Workspace
from models.documents.base import Id
from models.documents.message import Mail
from models.wire.compose import ReplyMail
from models.wire.message import MailHead
from models.words import ChannelState, Direction, SignatureScope, Visibility

MOST_REFERENCES = 20

LOOKED_BACK = 100
"""Mails of a conversation in which an address counts as known."""

SIGNED_BY = (SignatureScope.MEMBER, SignatureScope.DEPARTMENT, SignatureScope.CHANNEL)
"""Whose signature is taken: the first who has one."""


@dataclass(frozen=True)
class Draft:
    """What is being written, and by whom. ``message_id`` is that of the message it becomes."""

    message_id: Id
    conversation: Conversation
    member: Member
    text: str
    head: MailHead


@dataclass(frozen=True)
class Written:
    text: str
    mail: Mail


def own_addresses(directory: Directory) -> set[str]:
    """Of all our mailboxes, lower-cased, whether they are switched on or not."""
    found = (channel.settings.get("address") for channel in directory.channels.values())
    return {without_tag(one) for one in found if isinstance(one, str) and "@" in one}


def account_for(directory: Directory, department_id: Id) -> Channel | None:
    """The mailbox to write from, of this department if it has one; None when there is none that works."""
    mailboxes = [
        channel
        for channel in directory.channels.values()
        if adapter_of(channel.kind).traits.medium is Medium.MAIL
        and channel.enabled
        and channel.state is ChannelState.CONNECTED
    ]
    mailboxes.sort(key=lambda one: (one.department_id != department_id, one.id))
    return mailboxes[0] if mailboxes else None


async def write(tx: Transaction, directory: Directory, draft: Draft) -> Written:
    """Raises Invalid for a wrong address or an empty text of a mail that has no files either."""
    conversation, head = draft.conversation, draft.head
    last = await newest(tx, conversation.id)
    own = own_addresses(directory)
    default = answered(conversation.address, last, own)
    recipients = chosen(head.to, head.cc, head.bcc, default, own)
    html = written_safely(head.html) if head.html and not is_blank(head.html) else None
    channel = directory.channels.get(conversation.channel_id)
    settings = channel.settings if channel else {}
    address = str(settings.get("address") or "")
    message_id = f"{draft.message_id}@{address.rpartition('@')[2] or 'localhost'}"
    signature = await signature_of(tx, conversation, draft.member, directory.workspace)
    answers = last is not None and last.direction is Direction.INBOUND
    mail = Mail(
        subject=_subject(head, last, conversation),
        from_address=address or None,
        from_name=_from_name(settings.get("from_name"), draft.member, directory.workspace),
        to=recipients.to,
        cc=recipients.cc,
        bcc=recipients.bcc,
        in_reply_to=id_of(last) if last else None,
        references=references_of(last, message_id),
        html=html,
        message_id=message_id,
        signature=signature,
        quoted_id=last.id if last is not None and answers and head.quotes else None,
    )
    return Written(plain_of(html) if html else draft.text, mail)


async def automatic(
    tx: Transaction, directory: Directory, conversation: Conversation, message_id: Id
) -> Mail:
    """The head of what nobody wrote: to the sender alone, and marked so that no machine answers it."""
    last = await newest(tx, conversation.id)
    own = own_addresses(directory)
    default = answered(conversation.address, last, own, by_machine=True)
    channel = directory.channels.get(conversation.channel_id)
    settings = channel.settings if channel else {}
    address = str(settings.get("address") or "")
    own_id = f"{message_id}@{address.rpartition('@')[2] or 'localhost'}"
    chosen_name = settings.get("from_name")
    named = isinstance(chosen_name, str) and bool(chosen_name.strip())
    return Mail(
        subject=reply_subject((last.mail.subject if last and last.mail else "") or ""),
        from_address=address or None,
        from_name=one_line(str(chosen_name) if named else directory.workspace.name),
        to=default.to,
        in_reply_to=id_of(last) if last else None,
        references=references_of(last, own_id),
        message_id=own_id,
        is_auto=True,
    )


async def reply_to(
    store: Store, directory: Directory, conversation: Conversation, member: Member
) -> ReplyMail:
    """What ``write`` would take where the agent leaves it out."""
    last = await newest(store, conversation.id)
    default = answered(conversation.address, last, own_addresses(directory))
    channel = directory.channels.get(conversation.channel_id)
    settings = channel.settings if channel else {}
    head = MailHead(subject=None)
    return ReplyMail(
        from_address=settings.get("address"),
        from_name=_from_name(settings.get("from_name"), member, directory.workspace),
        to=default.to,
        cc=default.cc,
        subject=_subject(head, last, conversation) if last or conversation.subject else "",
        known=await _known(store, conversation),
        signature=await signature_of(store, conversation, member, directory.workspace),
        quoted_id=str(last.id) if last and last.direction is Direction.INBOUND else None,
        max_total=adapter_of(conversation.channel_kind).traits.max_total,
    )


async def _known(store: Store, conversation: Conversation) -> list[str]:
    """Addresses that have stood in this conversation; others are new to it."""
    of_mail = {"conversation_id": conversation.id, "mail": {"$exists": True}}
    mails = await store.find(Message, of_mail, sort=[("number", -1)], limit=LOOKED_BACK)
    heads = [message.mail for message in mails if message.mail]
    listed = [one for head in heads for one in (*head.to, *head.cc, *head.bcc)]
    writers = [head.from_address for head in heads if head.from_address]
    return list(dict.fromkeys(one.lower() for one in (conversation.address, *writers, *listed)))


async def newest(tx: Transaction | Store, conversation_id: Id) -> Message | None:
    """The newest mail of the conversation that a person wrote."""
    found = await tx.find(
        Message,
        {
            "conversation_id": conversation_id,
            "visibility": Visibility.PUBLIC.value,
            "mail": {"$exists": True},
            "mail.is_auto": {"$ne": True},
        },
        sort=[("number", -1)],
        limit=1,
    )
    return found[0] if found else None


async def quoted_by(store: Store, message: Message) -> Message | None:
    """The mail that stands below this one."""
    if message.mail is None or message.mail.quoted_id is None:
        return None
    return await store.get(Message, {"_id": message.mail.quoted_id})


def id_of(message: Message) -> str | None:
    """The Message-ID that a mail has or had, bare."""
    mail = message.mail
    return (mail.message_id if mail else None) or message.external_id


def references_of(last: Message | None, own_id: str) -> list[str]:
    """The root and the newest of what led here, the answered mail, and at the end our own id: a
    provider may put another in its place, and an answer then still names ours.
    """
    before: list[str] = []
    if last is not None:
        mail = last.mail
        led_here = [*(mail.references if mail else []), id_of(last) or ""]
        before = list(dict.fromkeys(one for one in led_here if one and one != own_id))
    room = MOST_REFERENCES - 1
    if len(before) > room:
        before = [before[0], *before[len(before) - room + 1 :]]
    return [*before, own_id]


async def signature_of(
    tx: Transaction | Store, conversation: Conversation, member: Member, house: Workspace
) -> str | None:
    """Html with its variables filled in; None when nobody of the three has one."""
    owners = {
        SignatureScope.MEMBER: member.id,
        SignatureScope.DEPARTMENT: conversation.department_id,
        SignatureScope.CHANNEL: conversation.channel_id,
    }
    wanted = [{"scope": scope.value, "owner_id": id} for scope, id in owners.items()]
    found = {one.scope: one for one in await tx.find(Signature, {"$or": wanted})}
    signature = next((found[scope] for scope in SIGNED_BY if scope in found), None)
    if signature is None or is_blank(signature.html):
        return None
    values = {
        "contact.name": conversation.contact.name,
        "contact.firstName": first_name(conversation.contact.name),
        "agent.name": member.name,
        "agent.firstName": first_name(member.name),
        "conversation.number": str(conversation.number),
        "company": house.name,
    }
    return filled(signature.html, values)


def _subject(head: MailHead, last: Message | None, conversation: Conversation) -> str:
    if head.subject is not None and one_line(head.subject):
        return one_line(head.subject)
    before = (last.mail.subject if last and last.mail else "") or conversation.subject or ""
    if last is None and not before:
        raise Invalid("A mail needs a subject.", fields={"email.subject": "is empty"})
    return reply_subject(before) if last is not None else one_line(before)


def _from_name(chosen: object, member: Member, house: Workspace) -> str:
    if isinstance(chosen, str) and chosen.strip():
        return one_line(chosen)
    return one_line(f"{first_name(member.name)} ({house.name})")
