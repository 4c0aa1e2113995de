"""Chats as they stand on phones with Telegram: of one person alone with the bot, or of a group."""

from dataclasses import dataclass, field
from math import inf

from channels_adapters.telegram.simulator import Group
from channels_adapters.telegram.simulator import Person as Phone
from hub.demo.play.shapes import Bubble, Person, Writer


@dataclass
class Talk:
    """``taken`` is how many of the bot's messages stand in it; ``wrote`` whose each message is."""

    phone: Phone | None = None
    group: Group | None = None
    bubbles: list[Bubble] = field(default_factory=list)
    taken: int = 0
    seen: int = 0
    wrote: dict[str, Phone] = field(default_factory=dict)

    @property
    def chat_id(self) -> int:
        return (self.group or self._alone).id

    @property
    def name(self) -> str:
        return self.group.title if self.group else self._alone.first_name

    @property
    def _alone(self) -> Phone:
        assert self.phone is not None
        return self.phone

    def writer(self, id: str) -> Phone:
        """Of a group the member with that id, the first where none is named. Raises LookupError."""
        if self.group is None:
            return self._alone
        members = self.group.members
        return members[int(id) if id else next(iter(members), 0)]

    def writers(self) -> list[Writer]:
        members = self.group.members.values() if self.group else ()
        return [Writer(id=str(each.id), name=each.first_name) for each in members]

    def add(self, bubble: Bubble, by: Phone) -> None:
        bubble.author = by.first_name if self.group else ""
        self.wrote[bubble.id] = by
        self.bubbles.append(bubble)

    def bubble(self, id: str) -> Bubble | None:
        return next((each for each in self.bubbles if each.id == id), None)

    def unseen(self) -> int:
        return max(0, sum(not each.own for each in self.bubbles) - self.seen)

    def last_at(self) -> float:
        return self.bubbles[-1].at.timestamp() if self.bubbles else inf

    def as_person(self) -> Person:
        last = self.bubbles[-1] if self.bubbles else None
        return Person(
            id=str(self.chat_id),
            name=self.name,
            address=str(self.chat_id),
            last=last.text if last else "",
            at=last.at if last else None,
            fresh=self.unseen(),
            group=self.group is not None,
        )
