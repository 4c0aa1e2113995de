"""The customer's side of Telegram, over the stand-in for the Bot API.

Bots are told nothing about what has arrived or was read, so there are no ticks on what they send.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from math import inf
from random import Random
from typing import Any

from channels_adapters.telegram.simulator import Accepted, Simulator
from channels_adapters.telegram.simulator import Person as Phone
from hub.demo.play.shapes import (
    Bubble,
    Card,
    ChatSeen,
    File,
    Person,
    Place,
    Said,
    SideSeen,
    Switch,
)
from hub.demo.play.sides import Stored, Upload

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


@dataclass
class Talk:
    """One person's chat: ``taken`` is how many of the bot's messages stand in it."""

    phone: Phone
    bubbles: list[Bubble] = field(default_factory=list)
    taken: int = 0
    seen: int = 0

    def bubble(self, id: str) -> Bubble | None:
        return next((each for each in self.bubbles if each.id == id), None)

    def unseen(self) -> int:
        return max(0, sum(not each.own for each in self.bubbles) - self.seen)


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

    async def look(self) -> None:
        for talk in self._talks.values():
            own = [one for one in self._simulator.accepted if one.chat_id == talk.phone.id]
            talk.bubbles += [self._of_bot(one) for one in own[talk.taken :]]
            talk.taken = len(own)

    def seen(self) -> SideSeen:
        talks = sorted(self._talks.values(), key=_when, reverse=True)
        simulator = self._simulator
        return SideSeen(
            id=self.id,
            kind="telegram",
            name=self._name,
            address="@pkt_bot",
            kinds=KINDS,
            people=[_person(each) for each in talks],
            troubles=[
                Switch(name="away", on=simulator.is_down),
                Switch(name="token_revoked", on=simulator.token != self._valid_token),
                *(Switch(name=name, once=True) for name in ONCE),
            ],
        )

    def chat(self, person_id: str, *, looking: bool = False) -> ChatSeen:
        talk = self._talks[person_id]
        if looking:
            talk.seen = sum(not each.own for each in talk.bubbles)
        return ChatSeen(
            person=_person(talk),
            bubbles=talk.bubbles,
            circumstances=[Switch(name="blocks", on=talk.phone.blocked)],
            can_pass_time=True,
        )

    async def say(self, person_id: str, said: Said) -> None:
        talk = self._talks[person_id]
        phone = talk.phone
        if said.kind == "text":
            quoted = talk.bubble(said.quotes)
            quotes = int(said.quotes) if quoted is not None else None
            id = phone.writes(_filled(said.text), quotes=quotes)
            self._add(talk, id, "text", text=said.text, quoted=quoted.text if quoted else "")
        elif said.kind == "location":
            place = said.place or Place(latitude=0, longitude=0)
            id = phone.shares_location(place.latitude, place.longitude)
            self._add(talk, id, "location", place=place)
        elif said.kind == "contact":
            card = said.card or Card(name="")
            id = phone.shares_contact(_filled(card.name), card.phone)
            self._add(talk, id, "contact", card=card)
        elif said.kind == "unsupported":
            id = phone.sends_poll("?")
            self._add(talk, id, "poll")
        else:
            self._changes(talk, said)

    def _changes(self, talk: Talk, said: Said) -> None:
        """What is about a message that stands there."""
        bubble = talk.bubble(said.target)
        if bubble is None:
            raise LookupError(said.target)
        if said.kind == "edit":
            talk.phone.edits(int(bubble.id), _filled(said.text))
            bubble.text, bubble.edited = said.text, True
        elif said.kind == "reaction":
            talk.phone.reacts(int(bubble.id), said.text)
            bubble.reactions = [said.text] if said.text else []
        else:
            raise ValueError(f"Telegram tells no bot of a {said.kind}")

    async def send_file(self, person_id: str, upload: Upload) -> None:
        talk = self._talks[person_id]
        field = FIELDS.get(upload.kind, upload.kind)
        id = talk.phone.sends_file(field, upload.content, upload.mime, upload.name, upload.caption)
        stored = self.store(upload.content, upload.mime, upload.name)
        self._add(talk, id, upload.kind, text=upload.caption, file=stored)

    def file(self, id: str) -> Stored:
        return self._files[id]

    def meet(self, name: str) -> str:
        return str(self.know(self._random.randrange(10**8, 10**9), name).phone.id)

    async def turn(self, person_id: str, name: str, *, on: bool) -> None:
        phone = self._talks[person_id].phone
        if name != "blocks":
            raise ValueError(f"there is no circumstance {name}")
        if on:
            phone.blocks()
        else:
            phone.unblocks()

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
        id: int,
        kind: str,
        *,
        text: str = "",
        quoted: str = "",
        file: File | None = None,
        place: Place | None = None,
        card: Card | None = None,
    ) -> None:
        talk.bubbles.append(
            Bubble(
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
        )

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


def _when(talk: Talk) -> float:
    return talk.bubbles[-1].at.timestamp() if talk.bubbles else inf


def _person(talk: Talk) -> Person:
    last = talk.bubbles[-1] if talk.bubbles else None
    return Person(
        id=str(talk.phone.id),
        name=talk.phone.first_name,
        address=str(talk.phone.id),
        last=last.text if last else "",
        at=last.at if last else None,
        fresh=talk.unseen(),
    )
