"""Everything the stand-in knows: numbers, people, chats, files, templates, and its own clock."""

import base64
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from channels_adapters.kit.bucket import Bucket
from channels_adapters.whatsapp.simulator.refusals import Refusal

WINDOW = timedelta(hours=24)
FILE_URL_LIVES = timedelta(minutes=5)
UPLOAD_LIVES = timedelta(days=30)
RECEIVED_LIVES = timedelta(days=7)
RANK = {"accepted": 0, "sent": 1, "delivered": 2, "read": 3, "played": 4}


@dataclass
class Clock:
    """Real time, or a clock that a test holds, and what was jumped ahead."""

    base: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return self.base() + self.ahead

    def jump(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)


@dataclass
class File:
    id: str
    content: bytes
    mime: str
    name: str | None
    ends_at: datetime

    @property
    def sha256(self) -> bytes:
        return hashlib.sha256(self.content).digest()


@dataclass
class Bubble:
    """One message of a chat. ``status``: how far it is, also of those that the customer sent."""

    id: str
    inbound: bool
    type: str
    content: dict[str, Any]
    at: datetime
    correlation_id: str | None = None
    quoted_id: str | None = None
    status: str = "accepted"
    error: dict[str, Any] | None = None
    reactions: dict[str, str] = field(default_factory=dict)
    deleted: bool = False
    edited: bool = False

    def has_arrived(self) -> None:
        """At the business, which may have read it meanwhile."""
        if self.status == "sent":
            self.status = "delivered"


@dataclass
class Customer:
    """A person with WhatsApp, as one business number meets him.

    ``shows_number``: whether Meta tells the business his number; if not, only ``user_id``.
    ``has_phone_on``: messages reach him. ``chat_is_open``: he reads them at once.
    """

    wa_id: str
    user_id: str
    name: str | None
    username: str | None = None
    shows_number: bool = True
    has_blocked_us: bool = False
    has_phone_on: bool = True
    chat_is_open: bool = False
    wrote_at: datetime | None = None
    chat: list[Bubble] = field(default_factory=list)
    pair: Bucket = field(default_factory=lambda: Bucket(45, 1 / 6))

    def bubble(self, id: str) -> Bubble | None:
        return next((each for each in self.chat if each.id == id), None)


@dataclass
class BusinessNumber:
    """A number connected to the Cloud API, with what its app in Meta's dashboard holds.

    ``locked_by``: the code with which everything is refused; 0 when it may send.
    """

    id: str
    waba_id: str
    display_number: str
    access_token: str
    app_secret: str
    verify_token: str
    name: str = "Paketara"
    app_id: str = "670843887433847"
    token_ends_at: datetime | None = None
    webhook_url: str | None = None
    is_subscribed: bool = False
    is_verified: bool = True
    locked_by: int = 0
    throughput: Bucket = field(default_factory=lambda: Bucket(80, 80))
    customers: dict[str, Customer] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    templates: list[dict[str, Any]] = field(default_factory=list)

    def customer_at(self, address: str) -> Customer | None:
        """By number or user id."""
        for customer in self.customers.values():
            if address in (customer.wa_id, customer.user_id):
                return customer
        return None

    def has_token(self, token: str, now: datetime) -> bool:
        lives = self.token_ends_at is None or now < self.token_ends_at
        return lives and secrets.compare_digest(token.encode(), self.access_token.encode())


@dataclass(frozen=True)
class Accepted:
    """A message that the business sent and the stand-in took: the count of these is the truth."""

    wamid: str
    address: str
    correlation_id: str | None
    body: dict[str, Any]
    at: datetime


@dataclass
class World:
    clock: Clock
    numbers: dict[str, BusinessNumber] = field(default_factory=dict)
    accepted: list[Accepted] = field(default_factory=list)

    def number(self, id: str) -> BusinessNumber:
        try:
            return self.numbers[id]
        except KeyError:
            raise _no_object(id) from None

    def number_of_account(self, waba_id: str) -> BusinessNumber | None:
        return next((each for each in self.numbers.values() if each.waba_id == waba_id), None)

    def number_with_token(self, token: str) -> BusinessNumber | None:
        now = self.clock.now()
        return next((each for each in self.numbers.values() if each.has_token(token, now)), None)

    def keep_file(
        self,
        number: BusinessNumber,
        content: bytes,
        mime: str,
        name: str | None,
        lives: timedelta,
    ) -> File:
        id = str(10**15 + secrets.randbelow(9 * 10**15))
        file = File(id, content, mime, name, self.clock.now() + lives)
        number.files[id] = file
        return file

    def file(self, number: BusinessNumber, id: str) -> File:
        file = number.files.get(id)
        if file is None or self.clock.now() >= file.ends_at:
            raise _no_object(id)
        return file


def _no_object(id: str) -> Refusal:
    told = f"Object with ID '{id}' does not exist, cannot be loaded due to missing permissions"
    return Refusal(100, told, subcode=33)


def new_wamid() -> str:
    return "wamid." + base64.b64encode(secrets.token_bytes(36)).decode()
