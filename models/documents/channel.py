"""One connected account on a medium: a live-chat widget, a number, a mailbox, a bot."""

from typing import Any, ClassVar

from pydantic import BaseModel, Field
from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time
from models.words import ChannelState, Priority


class Trouble(BaseModel):
    """Why a channel needs an admin. ``code`` as the provider words it, or ours; ``until``: when it ends
    by itself.
    """

    code: str
    detail: str = ""
    since: Time
    until: Time | None = None


class Channel(Doc):
    """``kind`` names the adapter's folder; ``settings`` has the shape of that adapter's model.

    ``sealed_secrets`` is opened by ``hub/kit/sealing.py`` only. ``secret_names``: which are set.
    ``priority``: of what begins here. ``trouble`` is what an admin has to act on; nothing is sent, and
    messages wait, while the ``state`` says so. ``mended_at``: when trouble ended; what the provider says
    of the time before counts no more.
    """

    kind: str
    name: str
    enabled: bool = True
    department_id: Id | None = None
    priority: Priority = Priority.NORMAL
    settings: dict[str, Any] = Field(default_factory=dict)
    sealed_secrets: str = ""
    secret_names: list[str] = Field(default_factory=list)
    state: ChannelState = ChannelState.CONNECTED
    trouble: Trouble | None = None
    mended_at: Time | None = None
    created_at: Time
    field_versions: dict[str, int] = Field(default_factory=dict)
    field_editors: dict[str, str] = Field(default_factory=dict)
    version: int = 1

    class Settings(Doc.Settings):
        name = "channels"
        indexes: ClassVar = [IndexModel([("kind", ASCENDING), ("name", ASCENDING)])]
