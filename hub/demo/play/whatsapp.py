"""The customer's side of WhatsApp, over the stand-in for Meta's Cloud API."""

from collections.abc import Awaitable, Callable
from math import inf
from random import Random
from typing import Any

from channels_adapters.whatsapp.simulator import Fault, Simulator
from channels_adapters.whatsapp.simulator.customers import Person as Phone
from channels_adapters.whatsapp.simulator.world import WINDOW, Bubble
from hub.demo.play import shapes
from hub.demo.play.shapes import Card, ChatSeen, Person, Place, Said, SideSeen, Switch
from hub.demo.play.sides import Stored, Upload

KINDS = [
    *("text", "image", "video", "voice", "audio", "document", "sticker"),
    *("location", "contact", "unsupported", "reply", "reaction", "edit", "delete"),
]
FILE_KINDS = {"image", "video", "audio", "document", "sticker"}
ONCE = {
    "busy": (Fault.ERROR, 130429, 3),
    "next_refused": (Fault.ERROR, 131026, 1),
    "next_fails_later": (Fault.FAILS_LATER, 131049, 1),
    "answer_lost": (Fault.ANSWER_LOST, 0, 1),
}
"""What happens to the next messages: the fault, Meta's code, how often."""

LOOKS_AWAY = "looks_away"

PassTime = Callable[[str, int], Awaitable[None]]


class WhatsAppSide:
    """``pass_time`` makes the chat with an address older in the hub too."""

    def __init__(
        self, channel_id: str, name: str, simulator: Simulator, pass_time: PassTime
    ) -> None:
        self.id = channel_id
        self._name = name
        self._simulator = simulator
        self._pass_time = pass_time
        self._looking_away: set[str] = set()
        self._valid_token = simulator.number.access_token
        self._random = Random()

    async def look(self) -> None:
        """The stand-in tells at once."""

    def seen(self) -> SideSeen:
        number = self._simulator.number
        customers = sorted(
            number.customers.values(),
            key=lambda each: each.chat[-1].at.timestamp() if each.chat else inf,
            reverse=True,
        )
        return SideSeen(
            id=self.id,
            kind="whatsapp",
            name=self._name,
            address=_phone(number.display_number),
            kinds=KINDS,
            people=[self._person(self._phone(each.wa_id)) for each in customers],
            troubles=[
                Switch(name="away", on=self._simulator.graph.is_down),
                Switch(name="token_revoked", on=number.access_token != self._valid_token),
                Switch(name="banned", on=bool(number.locked_by)),
                *(Switch(name=name, once=True) for name in ONCE),
            ],
        )

    def chat(self, person_id: str, *, looking: bool = False) -> ChatSeen:
        phone = self._phone(person_id)
        customer = phone.customer
        if looking and customer.has_phone_on and person_id not in self._looking_away:
            phone.opens_chat()
        return ChatSeen(
            person=self._person(phone),
            bubbles=[self._bubble(phone, each) for each in customer.chat],
            circumstances=[
                Switch(name="phone_off", on=not customer.has_phone_on),
                Switch(name=LOOKS_AWAY, on=person_id in self._looking_away),
                Switch(name="blocks", on=customer.has_blocked_us),
                Switch(name="hides_number", on=not customer.shows_number),
            ],
            has_window=True,
            open_until=customer.wrote_at + WINDOW if customer.wrote_at else None,
            can_pass_time=True,
        )

    async def say(self, person_id: str, said: Said) -> None:
        phone = self._phone(person_id)
        quotes = said.quotes or None
        if said.kind == "text":
            phone.writes(_filled(said.text), quotes=quotes)
        elif said.kind == "location":
            place = said.place or Place(latitude=0, longitude=0)
            phone.shares_location(
                place.latitude, place.longitude, place.name or None, place.address or None
            )
        elif said.kind == "contact":
            card = said.card or Card(name="")
            phone.shares_contact(_filled(card.name), card.phone)
        elif said.kind == "reaction":
            phone.reacts(said.target, said.text)
        elif said.kind == "edit":
            phone.edits(said.target, _filled(said.text))
        elif said.kind == "delete":
            phone.takes_back(said.target)
        elif said.kind == "choice":
            phone.presses(_filled(said.text), said.text, quotes=said.target or None)
        else:
            phone.sends_poll()

    async def send_file(self, person_id: str, upload: Upload) -> None:
        phone = self._phone(person_id)
        kind = "audio" if upload.kind == "voice" else upload.kind
        if kind not in FILE_KINDS:
            raise ValueError(f"WhatsApp has no {upload.kind}")
        phone.sends_file(
            kind,
            upload.content,
            upload.mime,
            name=upload.name,
            caption=upload.caption or None,
            voice=upload.kind == "voice",
        )

    def file(self, id: str) -> Stored:
        found = self._simulator.number.files[id]
        return Stored(found.content, found.mime)

    def meet(self, name: str) -> str:
        number = f"62813{self._random.randrange(10**8):08}"
        return self._simulator.person(number, name).customer.wa_id

    async def turn(self, person_id: str, name: str, *, on: bool) -> None:
        phone = self._phone(person_id)
        if name == "phone_off":
            phone.switches_phone(on=not on)
        elif name == "blocks":
            phone.customer.has_blocked_us = on
        elif name == "hides_number":
            phone.customer.shows_number = not on
        elif name == LOOKS_AWAY:
            (self._looking_away.add if on else self._looking_away.discard)(person_id)
        else:
            raise ValueError(f"there is no circumstance {name}")

    async def trouble(self, name: str, *, on: bool) -> None:
        simulator = self._simulator
        if name == "away":
            simulator.graph.is_down = on
        elif name == "token_revoked":
            simulator.number.access_token = "revoked" if on else self._valid_token
        elif name == "banned":
            simulator.locks(131031 if on else 0)
        elif name in ONCE:
            fault, code, times = ONCE[name]
            simulator.faults.plan(fault, code, times=times)
        else:
            raise ValueError(f"there is no trouble {name}")

    async def pass_time(self, person_id: str, hours: int) -> None:
        phone = self._phone(person_id)
        phone.lets_time_pass(hours * 3600)
        await self._pass_time(person_id, hours)

    def _phone(self, person_id: str) -> Phone:
        if person_id not in self._simulator.number.customers:
            raise LookupError(person_id)
        return self._simulator.person(person_id)

    def _person(self, phone: Phone) -> Person:
        customer = phone.customer
        last = customer.chat[-1] if customer.chat else None
        fresh = [each for each in customer.chat if not each.inbound and each.status == "delivered"]
        return Person(
            id=customer.wa_id,
            name=customer.name or customer.wa_id,
            address=_phone(customer.wa_id),
            last=_words(last) if last else "",
            at=last.at if last else None,
            fresh=len(fresh),
        )

    def _bubble(self, phone: Phone, bubble: Bubble) -> shapes.Bubble:
        quoted = phone.customer.bubble(bubble.quoted_id or "")
        content = bubble.content
        return shapes.Bubble(
            id=bubble.id,
            own=bubble.inbound,
            kind=_kind(bubble),
            at=bubble.at,
            text="" if bubble.deleted else self._text(bubble),
            file=None if bubble.deleted else self._file(content),
            place=_place(content) if bubble.type == "location" else None,
            card=_card(content) if bubble.type == "contacts" else None,
            choices=self._choices(bubble),
            quoted=_words(quoted) if quoted else "",
            reactions=list(bubble.reactions.values()),
            status=bubble.status,
            error=bubble.error["error_data"]["details"] if bubble.error else "",
            edited=bubble.edited,
            deleted=bubble.deleted,
        )

    def _text(self, bubble: Bubble) -> str:
        template = self._template(bubble)
        return _as_filled_in(template, bubble.content) if template else _words(bubble)

    def _choices(self, bubble: Bubble) -> list[str]:
        """Quick replies of a template that the business sent."""
        template = self._template(bubble)
        buttons = [part["buttons"] for part in _parts(template, "BUTTONS")]
        return [each["text"] for row in buttons for each in row if each["type"] == "QUICK_REPLY"]

    def _template(self, bubble: Bubble) -> dict[str, Any] | None:
        if bubble.type != "template":
            return None
        wanted = (bubble.content["name"], bubble.content["language"]["code"])
        all_of_it = self._simulator.number.templates
        return next((t for t in all_of_it if (t["name"], t["language"]) == wanted), None)

    def _file(self, content: dict[str, Any]) -> shapes.File | None:
        found = self._simulator.number.files.get(str(content.get("id")))
        if found is None:
            return None
        name = content.get("filename") or found.name or ""
        url = f"{self.id}/files/{found.id}"
        return shapes.File(url=url, name=name, mime=found.mime, size=len(found.content))


def _kind(bubble: Bubble) -> str:
    if bubble.type == "audio" and bubble.content.get("voice"):
        return "voice"
    return {"contacts": "contact", "unsupported": "poll"}.get(bubble.type, bubble.type)


def _words(bubble: Bubble) -> str:
    content = bubble.content
    said = content.get("body") or content.get("caption") or content.get("text") or ""
    return str(said)


def _parts(template: dict[str, Any] | None, type: str) -> list[dict[str, Any]]:
    return [part for part in (template or {}).get("components", []) if part["type"] == type]


def _as_filled_in(template: dict[str, Any], used: dict[str, Any]) -> str:
    """Header and body with their values, as the customer reads them."""
    told = []
    for type in ("HEADER", "BODY"):
        for part in _parts(template, type):
            text = part.get("text", "")
            given = [c for c in used.get("components", []) if c["type"] == type.lower()]
            values = [p for component in given for p in component["parameters"]]
            for place, value in enumerate(values, 1):
                name = value.get("parameter_name") or str(place)
                text = text.replace("{{" + name + "}}", value.get("text") or "")
            told.append(text)
    return "\n".join(each for each in told if each)


def _place(content: dict[str, Any]) -> Place:
    return Place(
        latitude=content["latitude"],
        longitude=content["longitude"],
        name=content.get("name") or "",
        address=content.get("address") or "",
    )


def _card(content: dict[str, Any]) -> Card:
    first = content["items"][0]
    return Card(name=first["name"]["formatted_name"], phone=first["phones"][0]["phone"])


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("there is nothing to send")
    return text.strip()


def _phone(digits: str) -> str:
    """+62 812-3456-7889"""
    groups = [digits[2:5], digits[5:9], digits[9:]]
    return f"+{digits[:2]} " + "-".join(group for group in groups if group)
