"""A pressed button that the provider does not call a message is an answer of the customer all the same."""

from datetime import datetime

from models.envelopes import CallbackEnvelope, MessageEnvelope
from models.words import MessageKind


def answer_in(callback: CallbackEnvelope, now: datetime) -> MessageEnvelope | None:
    """As a message of his, once for each press; None when nobody knows in which thread. A press comes
    without its time.
    """
    if callback.thread_key is None:
        return None
    return MessageEnvelope(
        account_id=callback.account_id,
        timestamp=now,
        channel_message_id=f"callback:{callback.callback_id}",
        thread_key=callback.thread_key,
        sender_id=callback.sender_id,
        sender_name=callback.sender_name,
        chat_id=callback.chat_id,
        group=callback.group,
        kind=MessageKind.BUTTON_REPLY,
        text=callback.text or callback.payload,
        payload=callback.payload or None,
        reply_to_id=callback.target_message_id,
    )
