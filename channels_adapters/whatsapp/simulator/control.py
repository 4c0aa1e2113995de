"""The hand behind the stand-in, over HTTP under ``/control``: write as a customer, make it fail.

Not part of Meta's API. Every act answers what the customer sees, so a page needs nothing besides.
"""

import base64
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from channels_adapters.whatsapp.simulator.customers import Person
from channels_adapters.whatsapp.simulator.faults import Fault
from channels_adapters.whatsapp.simulator.limits import window_is_open
from channels_adapters.whatsapp.simulator.world import Bubble

if TYPE_CHECKING:
    from channels_adapters.whatsapp.simulator.simulator import Simulator

FILE_TYPES = {"image", "video", "audio", "document", "sticker"}


class Message(BaseModel):
    """What a customer sends. ``content`` is base64 of a file's bytes."""

    type: str = "text"
    text: str = ""
    quotes: str | None = None
    content: str = ""
    mime: str = "application/octet-stream"
    name: str | None = None
    voice: bool = False
    latitude: float = 0.0
    longitude: float = 0.0
    address: str | None = None
    phone: str = ""
    payload: str = ""
    target: str = ""
    emoji: str = ""


class Circumstances(BaseModel):
    name: str | None = None
    shows_number: bool | None = None
    has_blocked_us: bool | None = None
    has_phone_on: bool | None = None
    chat_is_open: bool | None = None


class Failing(BaseModel):
    fault: Fault
    code: int = 0
    times: int | None = 1
    seconds: float = 0.0


class State(BaseModel):
    """``token``: valid or not. ``ahead``: seconds to jump. ``locked_by``: a code, 0 for none."""

    down: bool | None = None
    token_is_valid: bool | None = None
    ahead: float | None = None
    refuses_late: bool | None = None
    locked_by: int | None = None


class Control:
    def __init__(self, simulator: "Simulator") -> None:
        self._simulator = simulator
        self._token = ""

    def routes(self) -> list[Route]:
        return [
            Route("/control", self._state, methods=["GET", "POST"]),
            Route("/control/faults", self._faults, methods=["POST", "DELETE"]),
            Route("/control/people/{wa_id}", self._person, methods=["GET", "POST"]),
            Route("/control/people/{wa_id}/messages", self._message, methods=["POST"]),
            Route("/control/files/{id}", self._file, methods=["GET"]),
        ]

    async def _state(self, request: Request) -> Response:
        simulator = self._simulator
        if request.method == "POST":
            try:
                state = State.model_validate_json(await request.body())
            except ValidationError as error:
                return _wrong(error)
            self._change(state)
        return JSONResponse(
            {
                "now": simulator.clock.now().isoformat(),
                "down": simulator.graph.is_down,
                "tokenIsValid": not self._token,
                "refusesLate": simulator.sending.refuses_late,
                "faults": [vars(each) for each in simulator.faults.planned],
                "people": [
                    {"waId": each.wa_id, "userId": each.user_id, "name": each.name}
                    for each in simulator.number.customers.values()
                ],
                "accepted": len(simulator.accepted),
            }
        )

    def _change(self, state: State) -> None:
        simulator = self._simulator
        if state.down is not None:
            simulator.graph.is_down = state.down
        if state.refuses_late is not None:
            simulator.sending.refuses_late = state.refuses_late
        if state.locked_by is not None:
            simulator.locks(state.locked_by)
        if state.ahead is not None:
            simulator.clock.jump(state.ahead)
        if state.token_is_valid is not None and state.token_is_valid is bool(self._token):
            number = simulator.number
            kept = self._token
            self._token = "" if kept else number.access_token
            number.access_token = kept or "revoked"

    async def _faults(self, request: Request) -> Response:
        if request.method == "DELETE":
            self._simulator.faults.clear()
            return JSONResponse({})
        try:
            asked = Failing.model_validate_json(await request.body())
        except ValidationError as error:
            return _wrong(error)
        self._simulator.faults.plan(
            asked.fault, asked.code, times=asked.times, seconds=asked.seconds
        )
        return JSONResponse({}, 201)

    async def _person(self, request: Request) -> Response:
        person = self._who(request)
        if request.method == "POST":
            try:
                asked = Circumstances.model_validate_json(await request.body())
            except ValidationError as error:
                return _wrong(error)
            _become(person, asked)
        return JSONResponse(self._seen(person))

    async def _message(self, request: Request) -> Response:
        person = self._who(request)
        try:
            message = Message.model_validate_json(await request.body())
            id = say(person, message)
        except ValidationError as error:
            return _wrong(error)
        except ValueError as error:
            return JSONResponse({"error": str(error)}, 400)
        return JSONResponse({"id": id, **self._seen(person)}, 201)

    async def _file(self, request: Request) -> Response:
        file = self._simulator.number.files.get(request.path_params["id"])
        if file is None:
            return Response(status_code=404)
        return Response(file.content, media_type=file.mime)

    def _who(self, request: Request) -> Person:
        return self._simulator.person(request.path_params["wa_id"])

    def _seen(self, person: Person) -> dict[str, Any]:
        customer = person.customer
        return {
            "waId": customer.wa_id,
            "userId": customer.user_id,
            "name": customer.name,
            "hasBlockedUs": customer.has_blocked_us,
            "hasPhoneOn": customer.has_phone_on,
            "chatIsOpen": customer.chat_is_open,
            "windowIsOpen": window_is_open(self._simulator.world, customer),
            "chat": [_bubble(each) for each in customer.chat],
        }


def _become(person: Person, asked: Circumstances) -> None:
    customer = person.customer
    if asked.name is not None:
        customer.name = asked.name or None
    if asked.shows_number is not None:
        customer.shows_number = asked.shows_number
    if asked.has_blocked_us is not None:
        customer.has_blocked_us = asked.has_blocked_us
    if asked.has_phone_on is not None:
        person.switches_phone(on=asked.has_phone_on)
    if asked.chat_is_open is not None:
        if asked.chat_is_open:
            person.opens_chat(stays=True)
        customer.chat_is_open = asked.chat_is_open


def say(person: Person, message: Message) -> str:
    """The id of what he sent. Raises ValueError for what nobody can send."""
    if message.type == "text":
        return person.writes(message.text, quotes=message.quotes)
    if message.type in FILE_TYPES:
        content = base64.b64decode(message.content, validate=True)
        caption = message.text or None
        return person.sends_file(
            message.type,
            content,
            message.mime,
            name=message.name,
            caption=caption,
            voice=message.voice,
        )
    acts: dict[str, Callable[[], str]] = {
        "location": lambda: person.shares_location(
            message.latitude, message.longitude, message.name, message.address
        ),
        "contact": lambda: person.shares_contact(message.name or message.phone, message.phone),
        "button": lambda: person.presses(message.text, message.payload, quotes=message.quotes),
        "list": lambda: person.chooses(message.payload, message.text),
        "reaction": lambda: person.reacts(message.target, message.emoji),
        "edit": lambda: person.edits(message.target, message.text),
        "revoke": lambda: person.takes_back(message.target),
        "poll": person.sends_poll,
        "number": lambda: person.changes_number(message.phone),
    }
    act = acts.get(message.type)
    if act is None:
        raise ValueError(f"nobody can send a {message.type}")
    return act()


def _bubble(bubble: Bubble) -> dict[str, Any]:
    return {
        "id": bubble.id,
        "inbound": bubble.inbound,
        "type": bubble.type,
        "content": bubble.content,
        "at": bubble.at.isoformat(),
        "status": bubble.status,
        "error": bubble.error,
        "quotedId": bubble.quoted_id,
        "reactions": list(bubble.reactions.values()),
        "deleted": bubble.deleted,
    }


def _wrong(error: ValidationError) -> Response:
    first = error.errors(include_url=False)[0]
    place = ".".join(str(step) for step in first["loc"])
    return JSONResponse({"error": f"{place}: {first['msg']}"}, 400)
