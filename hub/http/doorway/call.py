"""What a handler is given: the hub, who calls, how far he reaches, and a reply to shape."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from hub.kit.errors import Unauthenticated
from hub.kit.tokens import Signer
from hub.rules.actors import actor_of
from hub.rules.networks import FINGERPRINT, network_of
from hub.rules.policy import Reach, Who, who_by_role
from models.documents.base import Id
from models.documents.event import Actor
from models.documents.member import Member, SignIn

if TYPE_CHECKING:
    from hub.wiring import Hub


@dataclass(frozen=True)
class Caller:
    """A signed-in member. ``by_cookie``: his unsafe requests must carry the csrf header."""

    member: Member
    sign_in: SignIn
    by_cookie: bool

    @property
    def who(self) -> Who:
        return who_by_role(self.member.role)

    @property
    def actor(self) -> Actor:
        return actor_of(self.member)


@dataclass(frozen=True)
class VisitorCaller:
    """A live-chat visitor, known by the signed token of his chat session."""

    identity_id: Id
    channel_id: Id
    origin: str
    topic: str | None = None
    who: Who = Who.VISITOR


@dataclass
class Reply:
    """What a handler may change about its answer; ``status`` None means the declared one."""

    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    cookies: Response = field(default_factory=Response)
    """Only its cookies are taken over."""


@dataclass
class Call:
    request: Request
    hub: "Hub"
    signer: Signer
    known: Caller | VisitorCaller | None
    reach: Reach
    reply: Reply = field(default_factory=Reply)

    @property
    def caller(self) -> Caller:
        """The member who calls. Raises Unauthenticated, also for visitors."""
        if not isinstance(self.known, Caller):
            raise Unauthenticated
        return self.known

    @property
    def visitor(self) -> VisitorCaller:
        if not isinstance(self.known, VisitorCaller):
            raise Unauthenticated
        return self.known

    @property
    def address(self) -> str:
        """Where the request comes from, as uvicorn tells it behind trusted proxies."""
        return self.request.client.host if self.request.client else ""

    @property
    def network(self) -> str | None:
        """The fingerprint of the network it comes from, where that can be told."""
        headers = self.request.headers
        forwarded = ",".join(headers.getlist("x-forwarded-for"))
        told = {**headers, "x-forwarded-for": forwarded} if forwarded else headers
        found = network_of(self.address, told)
        return self.signer.sign(FINGERPRINT, found) if found else None
