"""An update as envelopes. Never raises."""

from collections.abc import Iterator
from datetime import datetime

from channels_adapters.kit.cleaning import NOT_TOLD, clean_text, moment_of
from channels_adapters.kit.tolerant import parsed, read
from channels_adapters.telegram.contents import content_of, own_number
from channels_adapters.telegram.payloads import (
    Callback,
    Connection,
    Deleted,
    Keyboard,
    Member,
    Membership,
    Message,
    Reacted,
    Update,
)
from channels_adapters.telegram.places import (
    PRIVATE,
    Target,
    group_of,
    message_key,
    name_of,
    target_of,
    writer_of,
)
from channels_adapters.telegram.quoting import referral_of
from channels_adapters.telegram.unshown import is_there, said_in, service_in
from models.envelopes import (
    AnyEnvelope,
    CallbackEnvelope,
    DeleteEnvelope,
    EditEnvelope,
    IdentityChangeEnvelope,
    IgnoreEnvelope,
    MembershipEnvelope,
    MessageEnvelope,
    ReactionEnvelope,
    SystemEnvelope,
)
from models.words import Direction, Language, MessageKind

GONE = {"kicked", "left"}
START = "/start"


def envelopes_of(raw: bytes, bot_id: str = "") -> list[AnyEnvelope]:
    """``bot_id`` is the account; an update does not say to which bot it came."""
    value = parsed(raw)
    if not isinstance(value, dict):
        return []
    update = read(Update, value)
    return [each for each in _of_update(update, bot_id) if each is not None]


def _of_update(update: Update, bot: str) -> Iterator[AnyEnvelope | None]:
    for message in (update.message, update.business_message):
        if message is not None:
            yield from _of_message(message, bot)
    for message in (update.edited_message, update.edited_business_message):
        if message is not None:
            yield _of_edit(message, bot)
    if update.deleted_business_messages is not None:
        yield from _of_deleted(update.deleted_business_messages, bot)
    if update.business_connection is not None:
        yield _of_connection(update.business_connection, bot)
    if update.callback_query is not None:
        yield _of_callback(update.callback_query, bot)
    if update.message_reaction is not None:
        yield _of_reaction(update.message_reaction, bot)
    if update.my_chat_member is not None:
        yield _of_membership(update.my_chat_member, bot)
    if update.channel_post is not None or update.edited_channel_post is not None:
        post = update.channel_post or update.edited_channel_post
        yield _ignore(bot, post.date if post else None, "a post of a channel")
    elif not _is_known(update) and update.update_id is not None:
        yield from _of_unknown(update, bot)


def _of_unknown(update: Update, bot: str) -> Iterator[AnyEnvelope]:
    """A message of a kind of update that nobody knows yet is still somebody's message."""
    more = {name: one for name, one in (update.model_extra or {}).items() if is_there(one)}
    kind = next(iter(sorted(more)), "nothing")
    name = clean_text(kind)[:60]
    value = more.get(kind)
    message = read(Message, dict(value)) if isinstance(value, dict) else Message()
    target = target_of(message)
    if target is None or message.message_id is None or message.sender is None:
        date = value.get("date") if isinstance(value, dict) else None
        yield _ignore(bot, date, f"an update of kind {name}")
        return
    at = moment_of(message.date) or NOT_TOLD
    known = _envelope(message, target, at, bot)
    yield known.model_copy(update={"kind": MessageKind.UNSUPPORTED, "unsupported_type": name})


def _may_write(member: Member) -> bool:
    """Restricted in a group: present, and perhaps silenced."""
    if member.status == "restricted":
        return bool(member.is_member) and member.can_send_messages is not False
    return member.status not in GONE


def _is_known(update: Update) -> bool:
    return any(
        getattr(update, name) is not None for name in Update.model_fields if name != "update_id"
    )


def _ignore(bot: str, date: object, reason: str) -> IgnoreEnvelope:
    return IgnoreEnvelope(account_id=bot, timestamp=moment_of(date) or NOT_TOLD, reason=reason)


def _of_message(message: Message, bot: str) -> Iterator[AnyEnvelope]:
    target, at = target_of(message), moment_of(message.date) or NOT_TOLD
    if target is None:
        yield _ignore(bot, message.date, "a message without a chat")
        return
    if message.migrate_to_chat_id is not None:
        yield IdentityChangeEnvelope(
            account_id=bot,
            timestamp=at,
            old_ids=[str(target.chat_id)],
            new_ids=[str(message.migrate_to_chat_id)],
        )
        return
    service = "migrate_from_chat_id" if message.migrate_from_chat_id else service_in(message)
    if service is not None:
        yield SystemEnvelope(account_id=bot, timestamp=at, kind=service, text=said_in(message))
        return
    if message.is_automatic_forward:
        yield _ignore(bot, message.date, "a post of the channel to which the group belongs")
        return
    yield _envelope(message, target, at, bot)


def _envelope(message: Message, target: Target, at: datetime, bot: str) -> MessageEnvelope:
    sender, name = writer_of(message)
    outbound = _is_own(message, bot)
    chat = message.chat
    assert chat is not None
    private = chat.type == PRIVATE
    if outbound or private:
        # A private chat has the id of the person; what its other end wrote is his, too.
        sender, name = str(target.chat_id), name_of(chat) or (None if outbound else name)
    content = content_of(message)
    text, payload = _started(str(content.get("text", "")))
    plain = str(target) == sender
    return MessageEnvelope(
        account_id=bot,
        timestamp=at,
        direction=Direction.OUTBOUND if outbound else Direction.INBOUND,
        channel_message_id=message_key(target.chat_id, _id_of(message), target.connection),
        chat_id=None if plain else str(target),
        group=group_of(message),
        thread_key=str(target),
        sender_id=sender,
        sender_name=name,
        reply_to_id=_quoted(message, target),
        sender_phone=own_number(message),
        forwarded=True if message.forward_origin or message.forward_date else None,
        referral=referral_of(message),
        language=_language(message),
        **(content | {"text": text, "payload": payload or content.get("payload")}),
    )


def _is_own(message: Message, bot: str) -> bool:
    """Of a connected business account the owner's own answer; of a bot what it wrote itself."""
    sender, chat = message.sender, message.chat
    if sender is None or chat is None:
        return False
    if message.business_connection_id:
        return chat.type == PRIVATE and sender.id != chat.id
    return bool(bot) and str(sender.id) == bot


def _id_of(message: Message) -> int | str:
    """Ephemeral messages all have the id 0, and another one that is used again: the time tells."""
    if message.message_id:
        return message.message_id
    return f"e{message.ephemeral_message_id or 0}-{message.date or 0}"


def _quoted(message: Message, target: Target) -> str | None:
    answered = message.reply_to_message or {}
    id = answered.get("message_id")
    if not isinstance(id, int) or not id:
        return None
    # The first message of a topic stands in every one that answers nothing.
    if message.is_topic_message and id == message.message_thread_id:
        return None
    return message_key(target.chat_id, id, target.connection)


def _started(text: str) -> tuple[str, str | None]:
    """A deep link comes as ``/start payload``; in groups as ``/start@bot payload``."""
    command, _, rest = text.partition(" ")
    if command.partition("@")[0] != START:
        return text, None
    return text, rest.strip() or None


def _language(message: Message) -> Language | None:
    code = (message.sender.language_code or "").lower() if message.sender else ""
    return {"id": Language.INDONESIAN, "en": Language.ENGLISH}.get(code.partition("-")[0])


def _of_edit(message: Message, bot: str) -> AnyEnvelope:
    target = target_of(message)
    at = moment_of(message.edit_date) or moment_of(message.date) or NOT_TOLD
    if target is None or not message.message_id:
        return _ignore(bot, message.date, "an edit of nothing")
    if message.location is not None:
        return _ignore(bot, message.edit_date, "a live location that moved")
    return EditEnvelope(
        account_id=bot,
        timestamp=at,
        target_message_id=message_key(target.chat_id, message.message_id, target.connection),
        chat_id=str(target),
        text=str(content_of(message).get("text", "")),
    )


def _of_connection(connection: Connection, bot: str) -> AnyEnvelope:
    owner = name_of(connection.user) if connection.user else None
    told = (owner, "enabled" if connection.is_enabled else "disabled")
    return SystemEnvelope(
        account_id=bot,
        timestamp=moment_of(connection.date) or NOT_TOLD,
        kind="business_connection",
        text=": ".join(part for part in told if part),
    )


def _of_deleted(deleted: Deleted, bot: str) -> Iterator[AnyEnvelope]:
    chat = deleted.chat
    if chat is None or chat.id is None:
        return
    for id in deleted.message_ids:
        yield DeleteEnvelope(
            account_id=bot,
            timestamp=NOT_TOLD,
            target_message_id=message_key(chat.id, id, deleted.business_connection_id),
        )


def _of_callback(callback: Callback, bot: str) -> AnyEnvelope:
    """It has no time of its own, and its message may be out of reach."""
    inner = read(Message, dict(callback.message or {}))
    target = target_of(inner)
    if callback.id is None or callback.sender is None or callback.sender.id is None:
        return _ignore(bot, None, "a button without a person")
    sender = str(callback.sender.id)
    return CallbackEnvelope(
        account_id=bot,
        timestamp=(moment_of(inner.date) if inner.date else None) or NOT_TOLD,
        callback_id=callback.id,
        sender_id=sender,
        sender_name=name_of(callback.sender),
        thread_key=str(target) if target else None,
        chat_id=str(target) if target and str(target) != sender else None,
        group=group_of(inner),
        target_message_id=_key_of(inner, target),
        text=_on_button(callback),
        payload=clean_text(callback.data),
    )


def _key_of(message: Message, target: Target | None) -> str | None:
    if target is None or not message.message_id:
        return None
    return message_key(target.chat_id, message.message_id, target.connection)


def _on_button(callback: Callback) -> str:
    """What stands on the pressed one, if its message is at hand."""
    keyboard = read(Keyboard, (callback.message or {}).get("reply_markup") or {})
    buttons = [button for row in keyboard.inline_keyboard for button in row]
    pressed = (one.text for one in buttons if callback.data and one.callback_data == callback.data)
    return clean_text(next(pressed, None) or callback.game_short_name)


def _of_reaction(reacted: Reacted, bot: str) -> AnyEnvelope:
    chat, who = reacted.chat, reacted.user or reacted.actor_chat
    if chat is None or chat.id is None or reacted.message_id is None:
        return _ignore(bot, reacted.date, "a reaction to nothing")
    if who is None or who.id is None:
        return _ignore(bot, reacted.date, "a reaction of nobody")
    emoji = "".join(one.emoji for one in reacted.new_reaction if one.emoji)
    other = bool(reacted.new_reaction) and not emoji
    return ReactionEnvelope(
        account_id=bot,
        timestamp=moment_of(reacted.date) or NOT_TOLD,
        target_message_id=message_key(chat.id, reacted.message_id),
        sender_id=str(who.id),
        chat_id=str(chat.id),
        # An emoji of somebody's own making cannot be shown; that he reacted can.
        emoji="⭐" if other else clean_text(emoji) or None,
        removed=not reacted.new_reaction,
    )


def _of_membership(change: Membership, bot: str) -> AnyEnvelope:
    chat, status = change.chat, change.new_chat_member
    if chat is None or chat.id is None or status is None or not status.status:
        return _ignore(bot, change.date, "a membership of nobody")
    return MembershipEnvelope(
        account_id=bot,
        timestamp=moment_of(change.date) or NOT_TOLD,
        sender_id=str(chat.id),
        can_send=_may_write(status),
    )
