"""What the page can do on the customer's side of a channel, whatever its kind."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from hub.demo.play.shapes import ChatSeen, Said, SideSeen


@dataclass(frozen=True)
class Upload:
    """A file a customer sends. ``kind``: image, video, audio, voice, document, sticker; ``writer``: who of a
    group.
    """

    kind: str
    name: str
    mime: str
    content: bytes
    caption: str = ""
    writer: str = ""


@dataclass(frozen=True)
class Stored:
    content: bytes
    mime: str


class Side(Protocol):
    """All raise LookupError for whom or what is not there, ValueError for what cannot be."""

    id: str

    async def look(self) -> None:
        """For what has come since."""
        ...

    def seen(self) -> SideSeen: ...

    def chat(self, person_id: str, *, looking: bool = False) -> ChatSeen:
        """``looking``: the page shows it, so its customer reads it, unless he does not look."""
        ...

    async def say(self, person_id: str, said: Said) -> None: ...

    async def send_file(self, person_id: str, upload: Upload) -> None: ...

    def file(self, id: str) -> Stored: ...

    def meet(self, name: str) -> str:
        """Somebody new; his id."""
        ...

    async def turn(self, person_id: str, name: str, *, on: bool) -> None:
        """A circumstance of a person."""
        ...

    async def trouble(self, name: str, *, on: bool) -> None: ...

    async def pass_time(self, person_id: str, hours: int) -> None: ...


@runtime_checkable
class HasGroups(Protocol):
    """Several people write in one chat."""

    def found(self, name: str, people: list[str]) -> str:
        """A new group of people who are new as well; its id."""
        ...

    def join(self, group_id: str, name: str) -> None:
        """Somebody new comes into a group."""
        ...
