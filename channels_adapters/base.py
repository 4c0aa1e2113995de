"""What every channel kind tells the hub about itself."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from pydantic import BaseModel

from models.words import Language

MIB = 1024 * 1024


class Medium(StrEnum):
    """Chats are answered in minutes and reopen for minutes; mails take days."""

    CHAT = "chat"
    MAIL = "mail"


@dataclass(frozen=True)
class Traits:
    """``delivers_by_feed``: the customer's face is ours, so a stored message has been sent.

    ``window`` in seconds, None when free text may be sent at any time. ``answer_target`` in seconds:
    how soon a customer is to be answered. ``max_file`` in bytes.
    """

    medium: Medium = Medium.CHAT
    delivers_by_feed: bool = False
    window: int | None = None
    answer_target: int = 300
    max_text: int = 16_000
    max_files: int = 10
    max_file: int = 25 * MIB


class Adapter(Protocol):
    """One channel kind. ``Settings`` draws the admin's form; ``secrets`` names its secret fields."""

    kind: str
    titles: dict[Language, str]
    traits: Traits
    Settings: type[BaseModel]
    secrets: frozenset[str]

    def normalise(self, raw: bytes) -> list[dict[str, Any]]:
        """The envelopes of one raw payload, in camelCase. Never raises on unknown content."""
        ...
