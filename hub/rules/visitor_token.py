"""The signed token of a live-chat visitor: who he is, on which widget, embedded where."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bson import ObjectId

from hub.kit.tokens import Signer, TokenInvalid
from models.documents.base import Id

PURPOSE = "visitor"
LIFETIME = timedelta(days=90)


@dataclass(frozen=True)
class VisitorClaims:
    """``origin``: of the page that began the session, as ``scheme://host[:port]``. ``topic``: what
    he chose to write about, by its id in the channel's settings.
    """

    identity_id: Id
    channel_id: Id
    origin: str
    topic: str | None = None


def issue_visitor_token(signer: Signer, claims: VisitorClaims, now: datetime) -> str:
    """Good for ``LIFETIME``; every new session of the visitor brings a new one."""
    return signer.encode(
        PURPOSE,
        {
            "sub": str(claims.identity_id),
            "ch": str(claims.channel_id),
            "origin": claims.origin,
            **({"topic": claims.topic} if claims.topic else {}),
        },
        expires_at=now + LIFETIME,
    )


def read_visitor_token(signer: Signer, token: str) -> VisitorClaims:
    """Raises TokenInvalid or TokenExpired."""
    claims = signer.decode(PURPOSE, token)
    identity, channel, origin = claims.get("sub"), claims.get("ch"), claims.get("origin")
    if not (ObjectId.is_valid(identity) and ObjectId.is_valid(channel) and isinstance(origin, str)):
        raise TokenInvalid
    topic = claims.get("topic")
    return VisitorClaims(
        Id(identity), Id(channel), origin, topic if isinstance(topic, str) else None
    )
