"""What every channel kind tells the hub about itself, and what it can do for it.

An adapter has ``kind``, ``titles``, ``traits``, its settings and ``normalise``. What else it can do it
says by having the methods of one of the protocols below; the hub asks with ``isinstance``.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

import httpx2
from pydantic import BaseModel

from channels_adapters.kit.cleaning import base_mime
from channels_adapters.kit.grants import Grants, GrantsInMemory
from models.envelopes import AnyEnvelope, Outgoing, Sent, Template
from models.words import Language

MIB = 1024 * 1024


class Medium(StrEnum):
    """Chats are answered in minutes and reopen for minutes; mails take days."""

    CHAT = "chat"
    MAIL = "mail"


class AddressKind(StrEnum):
    """What people call the address of a customer on a channel."""

    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True)
class Traits:
    """``delivers_by_feed``: the customer's face is ours, so a stored message has been sent.

    ``window`` in seconds, None when free text may be sent at any time. ``answer_target`` in seconds:
    how soon a customer is to be answered. ``max_file`` in bytes; ``max_file_of`` says otherwise for a
    kind of file; ``max_total`` is for all files of a message. ``max_caption``: characters of a text
    that goes with a file. ``mimes``: the types of files that are taken, None for all.
    ``has_templates``: outside the window a template may be sent. ``starts``: staff may write first,
    to an address of the kind ``addressed_by``. ``confirms_address``: before it calls us, the provider
    asks once whether the address is ours.
    """

    medium: Medium = Medium.CHAT
    delivers_by_feed: bool = False
    window: int | None = None
    answer_target: int = 300
    max_text: int = 16_000
    max_caption: int | None = None
    max_files: int = 10
    max_file: int = 25 * MIB
    max_total: int = 10 * 25 * MIB
    max_file_of: Mapping[str, int] = field(default_factory=dict)
    mimes: frozenset[str] | None = None
    has_templates: bool = False
    starts: bool = False
    addressed_by: AddressKind | None = None
    verified_phone: bool = False
    reports_reading: bool = False
    confirms_address: bool = False

    def takes(self, mime: str) -> bool:
        return self.mimes is None or base_mime(mime) in self.mimes


@dataclass(frozen=True)
class Account:
    """One connected channel as its adapter needs it.

    ``settings`` is an instance of the adapter's ``Settings``, ``secrets`` by name, ``webhook_url``
    where the provider can call us. ``http`` is shared, with limits and time-outs. ``grants`` keeps
    what the provider replaces by itself.
    """

    channel_id: str
    settings: Any
    secrets: Mapping[str, str]
    webhook_url: str
    http: httpx2.AsyncClient
    grants: Grants = field(default_factory=GrantsInMemory)


class NoSecrets(BaseModel):
    """For kinds that need none."""


class Adapter(Protocol):
    """One channel kind. ``Settings`` and ``Secrets`` draw the admin's form; secrets are never shown."""

    kind: str
    titles: dict[Language, str]
    traits: Traits
    Settings: type[BaseModel]
    Secrets: type[BaseModel]

    def normalise(self, raw: bytes, settings: BaseModel | None = None) -> Sequence[AnyEnvelope]:
        """The envelopes of one raw payload. Pure; never raises on unknown content.

        ``settings`` of the account it came to tell its own addresses from others.
        """
        ...


@runtime_checkable
class TakesWebhooks(Protocol):
    """The provider calls us."""

    def is_authentic(self, account: Account, raw: bytes, headers: Mapping[str, str]) -> bool:
        """Whether the provider has signed these bytes; constant-time, false without a secret.

        ``headers`` by lower-case name.
        """
        ...

    def owns(self, account: Account, account_id: str) -> bool:
        """Whether an envelope's ``account_id`` is this account; one URL may serve several."""
        ...

    def handshake(self, account: Account, query: Mapping[str, str]) -> str | None:
        """What a GET is answered with; None refuses it."""
        ...


@dataclass(frozen=True)
class Payload:
    """One raw payload that we fetched. ``history``: it is older than the channel and is only filed.

    ``kin``: what it may have in common with others (ids, people). Those that share some of it are taken
    in their order, others may be taken at once; None keeps its order to all.
    """

    raw: bytes
    received_at: datetime | None = None
    history: bool = False
    kin: frozenset[str] | None = None


Deliver = Callable[[Sequence[Payload], Mapping[str, Any]], Awaitable[None]]
"""Stores what payloads hold together with the place reached, in one commit; raises when not."""


@runtime_checkable
class Watches(Protocol):
    """We ask the provider: a mailbox, long polling."""

    def is_watching(self, account: Account) -> bool:
        """Whether this account is set up to be watched."""
        ...

    async def watch(self, account: Account, place: Mapping[str, Any], deliver: Deliver) -> None:
        """Run until cancelled; begin after ``place``, which is empty the first time.

        Raises AccountBroken when it cannot go on without an admin, SendDelayed or OSError when it is
        worth trying again.
        """
        ...


@dataclass(frozen=True)
class Limit:
    """What a provider takes: ``burst`` calls at once, after that one every ``every`` seconds, so in any
    ``t`` seconds no more than ``burst + t / every``.

    ``recipient`` is whom it counts for; None for all of the account.
    """

    every: float
    burst: int
    recipient: str | None = None


def at_most(count: int, seconds: float, *, burst: int, recipient: str | None = None) -> Limit:
    """Never more than ``count`` in any ``seconds``, however they fall; ``burst`` of them at once."""
    return Limit(seconds / max(count - burst, 1), burst, recipient)


@runtime_checkable
class Sends(Protocol):
    def split(self, outgoing: Outgoing) -> list[Outgoing]:
        """The calls that one message takes, in their order. Pure."""
        ...

    async def send(self, account: Account, outgoing: Outgoing) -> Sent:
        """One call. Raises SendRefused, SendDelayed, SendUncertain, AccountBroken."""
        ...

    def limits(self, account: Account, outgoing: Outgoing) -> Sequence[Limit]:
        """What one call counts against; the hub waits its turn before it makes it. Pure."""
        ...


@dataclass(frozen=True)
class RemoteFile:
    """A file at the provider, its bytes as they come."""

    pieces: AsyncIterator[bytes]
    name: str | None = None
    mime: str | None = None
    size: int | None = None


@runtime_checkable
class Fetches(Protocol):
    async def fetch(self, account: Account, remote_id: str) -> RemoteFile:
        """Raises SendRefused when it will never come, SendDelayed, AccountBroken."""
        ...


@dataclass(frozen=True)
class CheckStep:
    """One line of a verdict. ``remedy`` says what to do when it is not well; by language.

    ``name`` is a short word such as ``reachable``, ``token``, ``subscribed``. ``at``: the moment that the
    line is about: when it happened, or when it ends.
    """

    name: str
    titles: dict[Language, str]
    well: bool
    detail: str = ""
    remedy: dict[Language, str] = field(default_factory=dict)
    at: datetime | None = None


@runtime_checkable
class AnswersCallbacks(Protocol):
    """A pressed button waits for our word."""

    async def answer_callback(self, account: Account, callback_id: str) -> None:
        """Once it is stored, and soon. Raises ChannelError."""
        ...


@runtime_checkable
class Checks(Protocol):
    async def check(self, account: Account) -> list[CheckStep]:
        """Try the connection. Never raises for what the provider says; it is in the steps."""
        ...


@runtime_checkable
class Offers(Protocol):
    async def offers(self, account: Account, setting: str) -> list[str]:
        """What the provider has for a setting that is marked ``offered``, such as the folders of a mailbox.
        Raises SendDelayed, AccountBroken, OSError.
        """
        ...


@runtime_checkable
class Connects(Protocol):
    """Something is to be said to the provider when a channel is switched on or off."""

    async def connect(self, account: Account) -> None:
        """Raises SendRefused, SendDelayed, AccountBroken."""
        ...

    async def disconnect(self, account: Account) -> None: ...


@runtime_checkable
class HasTemplates(Protocol):
    async def templates(self, account: Account) -> list[Template]:
        """All of the account. Raises SendDelayed, AccountBroken."""
        ...


class ChannelError(Exception):
    """``code`` as the provider words it (or ours, in snake_case), ``detail`` for a person."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class SendRefused(ChannelError):
    """It will never go out as it is: the message has failed. ``window_closed`` is one of the codes."""


class SendDelayed(ChannelError):
    """Nothing was sent; later it may be. ``retry_after`` in seconds, when the provider says it.

    ``whole_channel``: the account is asked to be slower, or the provider is away; otherwise only this
    recipient waits.
    """

    def __init__(
        self,
        code: str,
        detail: str = "",
        *,
        retry_after: float | None = None,
        whole_channel: bool = False,
    ) -> None:
        super().__init__(code, detail)
        self.retry_after = retry_after
        self.whole_channel = whole_channel


class SendUncertain(ChannelError):
    """Written, but the answer was lost: it may have arrived, so it is not sent again by itself."""


class AccountBroken(ChannelError):
    """An admin has to act (a revoked token, a lock). Messages wait."""
