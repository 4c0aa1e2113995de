"""How the stand-in tells the business: signed bodies as Meta writes them, until they are answered 200.

Meta gives no order, sends things twice and puts several into one body; ``Habits`` says how much of
that happens here.
"""

import asyncio
import json
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx2

from channels_adapters.kit.pushing import TIMEOUT, Patience, Pushes, until_taken
from channels_adapters.whatsapp.signing import signature_of
from channels_adapters.whatsapp.simulator.world import BusinessNumber, Customer


@dataclass
class Habits:
    """``delay``, ``retry_pauses`` in seconds. The last pause is repeated."""

    batch: int = 1
    copies: int = 1
    shuffled: bool = False
    delay: float = 0.0
    retry_pauses: tuple[float, ...] = (0.1, 0.3, 1.0, 3.0, 10.0)
    most_tries: int = 100
    held: bool = False


@dataclass(frozen=True)
class Change:
    """``told`` is called when it has been answered 200."""

    number: BusinessNumber
    field: str
    value: dict[str, Any]
    at: datetime
    told: Callable[[], None] | None = None


@dataclass(frozen=True)
class Call:
    """One try to deliver, and how it was answered: 0 when there was no answer."""

    number_id: str
    raw: bytes
    answered: int


@dataclass
class Webhooks:
    habits: Habits = field(default_factory=Habits)
    calls: list[Call] = field(default_factory=list)
    _waiting: list[Change] = field(default_factory=list)
    _pushes: Pushes = field(default_factory=Pushes)
    _random: random.Random = field(default_factory=lambda: random.Random(7))

    def tell(self, change: Change) -> None:
        """Goes out by itself, unless changes are held."""
        if not change.number.webhook_url or not change.number.is_subscribed:
            return
        self._waiting.append(change)
        if not self.habits.held and len(self._waiting) >= self.habits.batch:
            self.release()

    def release(self) -> None:
        """Send what waits: in bodies of ``batch``, each ``copies`` times, shuffled if so set."""
        waiting, self._waiting = self._waiting, []
        if self.habits.shuffled:
            self._random.shuffle(waiting)
        bodies: list[tuple[list[Change], bytes]] = []
        for number in {change.number.id: change.number for change in waiting}.values():
            own = [change for change in waiting if change.number is number]
            for start in range(0, len(own), self.habits.batch):
                batch = own[start : start + self.habits.batch]
                bodies += [(batch, body_of(batch))] * self.habits.copies
        if self.habits.shuffled:
            self._random.shuffle(bodies)
        for batch, raw in bodies:
            self._pushes.begin(self._deliver(batch, raw))

    def waiting(self) -> list[Change]:
        """What is held."""
        return list(self._waiting)

    async def settled(self, timeout: float = 30.0) -> None:
        """Until everything told so far has been answered 200, or given up."""
        await self._pushes.settled(timeout)

    async def close(self) -> None:
        await self._pushes.close()

    async def _deliver(self, batch: list[Change], raw: bytes) -> None:
        number = batch[0].number
        headers = {
            "User-Agent": "facebookexternalua",
            "X-Hub-Signature-256": signature_of(raw, number.app_secret),
        }
        await asyncio.sleep(self.habits.delay)
        if await until_taken(
            lambda: number.webhook_url or "",
            raw,
            headers,
            Patience(self.habits.retry_pauses, self.habits.most_tries),
            taken={200},
            heard=lambda answer: self.calls.append(Call(number.id, raw, answer)),
        ):
            for change in batch:
                if change.told is not None:
                    change.told()


async def handshake(url: str, verify_token: str) -> bool:
    """As when somebody enters the callback address in the App Dashboard."""
    challenge = "1158201444"
    query = {
        "hub.mode": "subscribe",
        "hub.challenge": challenge,
        "hub.verify_token": verify_token,
    }
    try:
        async with httpx2.AsyncClient(timeout=TIMEOUT) as http:
            response = await http.get(url, params=query)
    except httpx2.TransportError:
        return False
    return response.status_code == 200 and response.text == challenge


def body_of(changes: Iterable[Change]) -> bytes:
    """All in one entry each, escaped as PHP does it: no bytes above ASCII, and ``\\/``."""
    entries = [
        {
            "id": change.number.waba_id,
            "changes": [{"value": change.value, "field": change.field}],
        }
        for change in changes
    ]
    body = {"object": "whatsapp_business_account", "entry": entries}
    text = json.dumps(body, ensure_ascii=True, separators=(",", ":"))
    return text.replace("/", "\\/").encode()


def value_of(number: BusinessNumber, **parts: Any) -> dict[str, Any]:
    metadata = {"display_phone_number": number.display_number, "phone_number_id": number.id}
    return {"messaging_product": "whatsapp", "metadata": metadata, **parts}


def sender_of(customer: Customer) -> dict[str, Any]:
    """One of ``contacts[]``."""
    profile = {"name": customer.name, "username": customer.username}
    told = {
        "profile": {name: text for name, text in profile.items() if text},
        "user_id": customer.user_id,
    }
    return told | ({"wa_id": customer.wa_id} if customer.shows_number else {})


def status_of(
    customer: Customer, wamid: str, status: str, at: datetime, correlation_id: str | None
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": wamid,
        "status": status,
        "timestamp": str(int(at.timestamp())),
        "recipient_user_id": customer.user_id,
    }
    if customer.shows_number:
        told["recipient_id"] = customer.wa_id
    if correlation_id is not None:
        told["biz_opaque_callback_data"] = correlation_id
    return told
