"""The customer's side of Telegram, over the stand-in for the Bot API.

Bots are told nothing about what has arrived or was read, so there are no ticks on what they send.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from random import Random
from typing import Any

from channels_adapters.telegram.simulator import Accepted, Simulator
from channels_adapters.telegram.simulator import Person as Phone
from hub.demo.play.shapes import (
    Bubble,
    Card,
    ChatSeen,
    File,
    Place,
    Said,
    SideSeen,
    Switch,
)
from hub.demo.play.sides import Stored, Upload
from hub.demo.play.talks import Talk

KINDS = [
    *("text", "image", "voice", "document", "sticker", "video", "audio"),
    *("location", "contact", "unsupported", "reply", "reaction", "edit"),
]
FIELDS = {"image": "photo"}
"""What the Bot API calls a file, where it has a word of its own."""

MIMES = {"image": "image/jpeg", "voice": "audio/ogg", "video": "video/mp4", "audio": "audio/mpeg"}
METHODS = {"sendPhoto": "image", "sendVoice": "voice", "sendVideo": "video", "sendAudio": "audio"}
ONCE: dict[str, tuple[int, dict[str, Any]]] = {
    "busy": (429, {"description": "Too Many Requests: retry after 3", "retry_after": 3}),
    "next_refused": (400, {"description": "Bad Request: message can't be sent"}),
    "answer_lost": (0, {}),
}

PassTime = Callable[[str, int], Awaitable[None]]


class TelegramSide:
    def __init__(
        self, channel_id: str, name: str, simulator: Simulator, pass_time: PassTime
    ) -> None:
        self.id = channel_id
        self._name = name
        self._simulator = simulator
        self._pass_time = pass_time
        self._valid_token = simulator.token
        self._talks: dict[str, Talk] = {}
        self._files: dict[str, Stored] = {}
        self._random = Random()

    def know(self, id: int, name: str) -> Talk:
        return self._talks.setdefault(str(id), Talk(self._simulator.person(id, name)))

    def know_group(self, id: int, title: str) -> Talk:
        return self._talks.setdefault(str(id), Talk(group=self._simulator.group(id, title)))

    def recall(self, talk: Talk, bubble: Bubble, author: str) -> None:
        """A message from before, by somebody who is known by his name."""
        self._simulator.goes_on_after(talk.chat_id, int(bubble.id))
        if bubble.own:
            talk.add(bubble, self._named(talk, author))
        else:
            talk.bubbles.append(bubble)

    def _named(self, talk: Talk, name: str) -> Phone:
        if talk.group is None:
            return talk.writer("")
        known = (each for each in talk.group.members.values() if each.first_name == name)
        return next(known, None) or talk.group.joined_by(self._new_id(), name)

    async def look(self) -> None:
        for talk in self._talks.values():
            own = [one for one in self._simulator.accepted if one.chat_id == talk.chat_id]
            talk.bubbles += [self._of_bot(one) for one in own[talk.taken :]]
            talk.taken = len(own)

    def seen(self) -> SideSeen:
        talks = sorted(self._talks.values(), key=Talk.last_at, reverse=True)
        simulator = self._simulator
        return SideSeen(
            id=self.id,
            kind="telegram",
            name=self._name,
            address="@pkt_bot",
            kinds=KINDS,
            people=[each.as_person() for each in talks],
            troubles=[
                Switch(name="away", on=simulator.is_down),
                Switch(name="token_revoked", on=simulator.token != self._valid_token),
                *(Switch(name=name, once=True) for name in ONCE),
            ],
            has_groups=True,
        )

    def chat(self, person_id: str, *, looking: bool = False) -> ChatSeen:
        talk = self._talks[person_id]
        if looking:
            talk.seen = sum(not each.own for each in talk.bubbles)
        return ChatSeen(
            person=talk.as_person(),
            bubbles=talk.bubbles,
            circumstances=[_own_switch(talk)],
            writers=talk.writers(),
            can_pass_time=True,
        )

    async def say(self, person_id: str, said: Said) -> None:
        talk = self._talks[person_id]
        phone = talk.writer(said.writer)
        if said.kind == "text":
            quoted = talk.bubble(said.quotes)
            quotes = int(said.quotes) if quoted is not None else None
            id = phone.writes(_filled(said.text), quotes=quotes)
            self._add(talk, phone, id, "text", text=said.text, quoted=quoted.text if quoted else "")
        elif said.kind == "location":
            place = said.place or Place(latitude=0, longitude=0)
            id = phone.shares_location(place.latitude, place.longitude)
            self._add(talk, phone, id, "location", place=place)
        elif said.kind == "contact":
            card = said.card or Card(name="")
            id = phone.shares_contact(_filled(card.name), card.phone)
            self._add(talk, phone, id, "contact", card=card)
        elif said.kind == "unsupported":
            id = phone.sends_poll("?")
            self._add(talk, phone, id, "poll")
        else:
            self._changes(talk, said)

    def _changes(self, talk: Talk, said: Said) -> None:
        """What is about a message that stands there."""
        bubble = talk.bubble(said.target)
        if bubble is None:
            raise LookupError(said.target)
        if said.kind == "edit":
            author = talk.wrote.get(bubble.id) or talk.writer(said.writer)
            author.edits(int(bubble.id), _filled(said.text))
            bubble.text, bubble.edited = said.text, True
        elif said.kind == "reaction":
            talk.writer(said.writer).reacts(int(bubble.id), said.text)
            bubble.reactions = [said.text] if said.text else []
        else:
            raise ValueError(f"Telegram tells no bot of a {said.kind}")

    async def send_file(self, person_id: str, upload: Upload) -> None:
        talk = self._talks[person_id]
        field = FIELDS.get(upload.kind, upload.kind)
        phone = talk.writer(upload.writer)
        id = phone.sends_file(field, upload.content, upload.mime, upload.name, upload.caption)
        stored = self.store(upload.content, upload.mime, upload.name)
        self._add(talk, phone, id, upload.kind, text=upload.caption, file=stored)

    def file(self, id: str) -> Stored:
        return self._files[id]

    def meet(self, name: str) -> str:
        return str(self.know(self._new_id(), name).chat_id)

    def found(self, name: str, people: list[str]) -> str:
        id = str(self.know_group(-(10**12) - self._new_id(), name).chat_id)
        for each in people:
            self.join(id, each)
        return id

    def join(self, group_id: str, name: str) -> None:
        group = self._talks[group_id].group
        if group is None:
            raise ValueError("a chat of one person is no group")
        group.joined_by(self._new_id(), name)

    def _new_id(self) -> int:
        return self._random.randrange(10**8, 10**9)

    async def turn(self, person_id: str, name: str, *, on: bool) -> None:
        talk = self._talks[person_id]
        if name != _own_switch(talk).name:
            raise ValueError(f"there is no circumstance {name}")
        if talk.group is not None:
            (talk.group.removes_bot if on else talk.group.adds_bot)()
        else:
            phone = talk.writer("")
            (phone.blocks if on else phone.unblocks)()

    async def trouble(self, name: str, *, on: bool) -> None:
        simulator = self._simulator
        if name == "away":
            simulator.is_down = on
        elif name == "token_revoked":
            simulator.token = "1:revoked" if on else self._valid_token
        elif name in ONCE:
            code, more = ONCE[name]
            simulator.plan(code, **more)
        else:
            raise ValueError(f"there is no trouble {name}")

    async def pass_time(self, person_id: str, hours: int) -> None:
        talk = self._talks[person_id]
        for bubble in talk.bubbles:
            bubble.at -= timedelta(hours=hours)
        await self._pass_time(person_id, hours)

    def store(self, content: bytes, mime: str, name: str) -> File:
        id = str(len(self._files) + 1)
        self._files[id] = Stored(content, mime)
        return File(url=f"{self.id}/files/{id}", name=name, mime=mime, size=len(content))

    def _add(
        self,
        talk: Talk,
        by: Phone,
        id: int,
        kind: str,
        *,
        text: str = "",
        quoted: str = "",
        file: File | None = None,
        place: Place | None = None,
        card: Card | None = None,
    ) -> None:
        bubble = Bubble(
            id=str(id),
            own=True,
            kind=kind,
            at=self._simulator.now(),
            text=text,
            quoted=quoted,
            file=file,
            place=place,
            card=card,
        )
        talk.add(bubble, by)

    def _of_bot(self, taken: Accepted) -> Bubble:
        kind = METHODS.get(taken.method, "text" if taken.file is None else "document")
        name = str(taken.fields.get("filename") or "")
        mime = MIMES.get(kind, "application/octet-stream")
        return Bubble(
            id=str(taken.message_id),
            own=False,
            kind=kind,
            at=self._simulator.now(),
            text=taken.text,
            file=self.store(taken.file, mime, name) if taken.file is not None else None,
        )


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("there is nothing to send")
    return text.strip()


def _own_switch(talk: Talk) -> Switch:
    """How a chat shuts the bot out."""
    if talk.group is not None:
        return Switch(name="removes_bot", on=not talk.group.has_bot)
    return Switch(name="blocks", on=talk.writer("").blocked)
