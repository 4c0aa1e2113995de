"""``/visitor``: customers in the live-chat widget. Each sees his own conversation and nothing else."""

from collections.abc import Set
from dataclasses import dataclass

from bson import ObjectId

from hub.kit.tokens import Signer, TokenExpired, TokenInvalid
from hub.realtime.connecting import Connecting
from hub.realtime.fan_out import Frame
from hub.realtime.queue_figures import QueueFigures
from hub.realtime.signals import Signals
from hub.realtime.socket import Refused, Socket
from hub.realtime.told import AGENT, VISITOR, Told
from hub.realtime.visitors import Visitors
from hub.rules import origins
from hub.rules.audience import member_room, viewers_room, visitor_room
from hub.rules.policy import SOCKET_VERBS
from hub.rules.visitor_token import VisitorClaims, read_visitor_token
from hub.services import conversations
from hub.store.directory import Directory
from hub.store.mongo import Store
from models.documents.base import Id


@dataclass
class Visit:
    claims: VisitorClaims
    since: object


class VisitorNamespace:
    def __init__(
        self,
        store: Store,
        house: Directory,
        connecting: Connecting,
        signals: Signals,
        figures: QueueFigures,
        visitors: Visitors,
        signer: Signer,
        public_url: str,
    ) -> None:
        self._store = store
        self._house = house
        self._connecting = connecting
        self._signals = signals
        self._figures = figures
        self._visitors = visitors
        self._signer = signer
        self._public_url = public_url

    async def connect(self, socket: Socket, auth: object) -> None:
        given = auth if isinstance(auth, dict) else {}
        name, token = given.get("channelId"), given.get("token")
        channel = (
            self._house.channels.get(Id(name))
            if isinstance(name, str) and ObjectId.is_valid(name)
            else None
        )
        if channel is None or not channel.enabled:
            raise Refused("unknown_channel", {"detail": "There is no such channel."})
        if not isinstance(token, str):
            raise Refused("unauthenticated", {"detail": "A chat session comes first."})
        try:
            claims = read_visitor_token(self._signer, token)
        except TokenExpired as expired:
            raise Refused("token_expired", {"detail": expired.detail}) from expired
        except TokenInvalid as invalid:
            raise Refused("token_invalid", {"detail": invalid.detail}) from invalid
        if claims.channel_id != channel.id:
            raise Refused("token_invalid", {"detail": "This token is of another channel."})
        allowed = channel.settings.get("allowed_sites", [])
        for origin in {socket.handshake.origin, claims.origin} - {None, ""}:
            if origin and not origins.may_embed(origin, allowed, self._public_url):
                raise Refused("origin_not_allowed", {"detail": f"Not from {origin}."})
        socket.data = Visit(claims, given.get("since"))

    async def connected(self, socket: Socket) -> None:
        visit: Visit = socket.data
        room = visitor_room(visit.claims.identity_id)
        self._visitors.came(visit.claims.identity_id, socket)

        async def rooms_now() -> frozenset[str]:
            return frozenset((room,))

        await self._connecting.bring_in(
            socket, visit.since, rooms_now, _told_to_customer, visit.claims.identity_id
        )
        await self._figures.tell(socket)

    async def disconnect(self, socket: Socket) -> None:
        visit: Visit = socket.data
        self._visitors.left(visit.claims.identity_id, socket)

    async def signal(self, socket: Socket, event: str, data: object) -> None:
        if (VISITOR, event) not in SOCKET_VERBS or not isinstance(data, dict):
            return
        visit: Visit = socket.data
        conversation = await conversations.newest_of_thread(
            self._store, visit.claims.channel_id, str(visit.claims.identity_id)
        )
        if conversation is None:
            return
        rooms = [viewers_room(conversation.id)]
        if conversation.assignee is not None:
            rooms.append(member_room(conversation.assignee.id))
        body = {
            "conversationId": str(conversation.id),
            "on": data.get("on") is True,
            "kind": "reply",
            "author": {"kind": "customer", "name": conversation.contact.name},
        }
        self._signals.send(AGENT, rooms, "typing", body)


def _told_to_customer(told: Told, rooms: Set[str]) -> Frame | None:
    return None if told.rooms.isdisjoint(rooms) else told.customer
