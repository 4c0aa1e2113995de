"""Sari may take back what she sent, for a while."""

from hub.flows.undo_send import UndoSend
from models.documents import Draft
from tests.sending.conftest import Post

HELD = 10
"""Seconds."""


def let_take_back(post: Post) -> None:
    post.sari.undo_chat_seconds = HELD


def undo(post: Post) -> UndoSend:
    return UndoSend(post.store, post.directory)


async def reply_draft(post: Post, address: str) -> Draft:
    of_one = {"conversation_id": post.conversations[address].id, "kind": "reply"}
    found = await post.store.get(Draft, of_one)
    assert found is not None
    return found
