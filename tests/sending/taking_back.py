"""Sari may take back what she sent, for a while."""

import asyncio
import random

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


class Hesitation:
    """How long an author waits before he takes back, so that he and the workers meet.

    On a slow machine they are long on their way, on a fast one they are soon done: whoever came too late
    waits for less the next time, who was early enough for more. So the moments come close to where it is
    decided, and both happen, wherever that is.
    """

    def __init__(self) -> None:
        self.seconds = 0.008

    async def wait(self) -> None:
        await asyncio.sleep(random.uniform(0.5, 1.5) * self.seconds)

    def learn(self, *, too_late: bool) -> None:
        self.seconds = max(0.0005, self.seconds * (0.7 if too_late else 1.4))
