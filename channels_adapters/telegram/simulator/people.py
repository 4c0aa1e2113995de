"""People to play: what somebody with Telegram can do, each act as the update it comes as."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from channels_adapters.telegram.simulator.groups import Group
    from channels_adapters.telegram.simulator.simulator import Simulator


@dataclass
class Person:
    """Somebody with Telegram, alone with the bot or in a ``group``. Each act gives the id of what he wrote,
    as we name it.
    """

    id: int
    first_name: str
    simulator: "Simulator"
    language_code: str = "id"
    blocked: bool = False
    group: "Group | None" = None

    def writes(self, text: str, *, quotes: int | None = None, **more: Any) -> int:
        answered = {"reply_to_message": {"message_id": quotes}} if quotes else {}
        return self._posts({"text": text, **answered, **more})

    def starts(self, payload: str = "") -> int:
        return self.writes(f"/start {payload}".strip())

    def sends_file(
        self, field: str, content: bytes, mime: str, name: str | None = None, caption: str = ""
    ) -> int:
        """``field``: photo, document, voice, audio, video, video_note, animation, sticker."""
        file_id = f"file-{len(self.simulator.files) + 1}"
        self.simulator.files[file_id] = content
        file: dict[str, Any] = {
            "file_id": file_id,
            "file_unique_id": f"u-{file_id}",
            "file_size": len(content),
            "width": 640,
            "height": 480,
        }
        if field == "photo":
            told: Any = [{**file, "width": 90, "height": 67, "file_id": f"{file_id}-s"}, file]
            self.simulator.files[f"{file_id}-s"] = content
        else:
            told = {**file, "mime_type": mime, **({"file_name": name} if name else {})}
        return self._posts({field: told, **({"caption": caption} if caption else {})})

    def shares_location(self, latitude: float, longitude: float) -> int:
        return self._posts({"location": {"latitude": latitude, "longitude": longitude}})

    def shares_contact(self, name: str, phone: str) -> int:
        return self._posts({"contact": {"first_name": name, "phone_number": phone}})

    def sends_poll(self, question: str) -> int:
        return self._posts({"poll": {"id": "1", "question": question, "options": []}})

    def edits(self, message_id: int, text: str) -> None:
        message = self._message({"text": text}, message_id) | {"edit_date": self.simulator.seconds}
        self.simulator.tell({"edited_message": message}, self.chat_id)

    def reacts(self, message_id: int, emoji: str = "") -> None:
        reaction = [{"type": "emoji", "emoji": emoji}] if emoji else []
        self.simulator.tell(
            {
                "message_reaction": {
                    "chat": self._chat,
                    "message_id": message_id,
                    "user": self.as_user(),
                    "date": self.simulator.seconds,
                    "old_reaction": [],
                    "new_reaction": reaction,
                }
            },
            self.chat_id,
        )

    def presses(self, message_id: int, data: str, label: str = "?") -> None:
        """A button below a message of the bot; it waits until the bot answers it."""
        button = {"text": label, "callback_data": data}
        keyboard = {"inline_keyboard": [[{"text": "...", "callback_data": "other"}], [button]]}
        shown = self._message({"text": "?", "reply_markup": keyboard}, message_id)
        callback = {
            "id": f"cb-{self.simulator.next_update}",
            "from": self.as_user(),
            "message": shown | {"from": self.simulator.as_user},
            "chat_instance": "1",
            "data": data,
        }
        self.simulator.waiting_buttons.add(str(callback["id"]))
        self.simulator.tell({"callback_query": callback}, self.chat_id)

    def blocks(self) -> None:
        self.blocked = True
        self._membership("kicked")

    def unblocks(self) -> None:
        self.blocked = False
        self._membership("member")

    def _membership(self, status: str) -> None:
        member = {
            "chat": self._chat,
            "from": self.as_user(),
            "date": self.simulator.seconds,
            "new_chat_member": {"status": status, "user": {"id": self.simulator.id}},
        }
        self.simulator.tell({"my_chat_member": member}, self.id)

    @property
    def chat_id(self) -> int:
        return self.group.id if self.group is not None else self.id

    def _posts(self, content: dict[str, Any]) -> int:
        id = self.simulator.new_message_id(self.chat_id)
        if self.group is not None and not self.group.has_bot:
            return id
        self.simulator.tell({"message": self._message(content, id)}, self.chat_id)
        return id

    def _message(self, content: dict[str, Any], id: int) -> dict[str, Any]:
        return {
            "message_id": id,
            "from": self.as_user(),
            "chat": self._chat,
            "date": self.simulator.seconds,
            **content,
        }

    def as_user(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "language_code": self.language_code,
        }

    @property
    def _chat(self) -> dict[str, Any]:
        if self.group is not None:
            return self.group.as_chat()
        return {"id": self.id, "type": "private", "first_name": self.first_name}
