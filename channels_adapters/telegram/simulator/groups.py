"""A group of Telegram in which the bot is, and who writes in it."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from channels_adapters.telegram.simulator.people import Person
    from channels_adapters.telegram.simulator.simulator import Simulator


@dataclass
class Group:
    """``id`` is negative, as those of all groups. ``members`` write in it; all of them read everything."""

    id: int
    title: str
    simulator: "Simulator"
    members: dict[int, "Person"] = field(default_factory=dict)
    has_bot: bool = True

    def joined_by(self, id: int, first_name: str) -> "Person":
        """The person as he writes here; alone with the bot he is the same one."""
        alone = self.simulator.person(id, first_name)
        return self.members.setdefault(id, replace(alone, group=self))

    def removes_bot(self) -> None:
        self._membership("kicked")
        self.has_bot = False

    def adds_bot(self) -> None:
        self.has_bot = True
        self._membership("member")

    def as_chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "supergroup", "title": self.title}

    def _membership(self, status: str) -> None:
        member = {
            "chat": self.as_chat(),
            "from": next((each.as_user() for each in self.members.values()), {"id": 1}),
            "date": self.simulator.seconds,
            "new_chat_member": {"status": status, "user": self.simulator.as_user},
        }
        self.simulator.tell({"my_chat_member": member}, self.id)
