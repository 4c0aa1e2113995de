"""``/agent``: members. State comes down; up go only signals that are never stored."""

from dataclasses import dataclass

from bson import ObjectId

from hub.kit.errors import HubError, Unavailable
from hub.realtime.attendance import Attendance
from hub.realtime.connecting import Connecting
from hub.realtime.engine import Engine
from hub.realtime.fan_out import encode, write
from hub.realtime.queue_figures import QueueFigures
from hub.realtime.signals import Signals
from hub.realtime.socket import Refused, Socket
from hub.realtime.told import AGENT
from hub.realtime.viewers import Viewers
from hub.rules import origins
from hub.rules.audience import member_room, rooms_of_member, viewers_room, visitor_room
from hub.rules.names import first_name
from hub.rules.policy import SOCKET_VERBS, reach, who_by_role
from hub.services import conversations, notifications, sign_ins
from hub.store.mongo import Store
from models.documents import Conversation, Member
from models.documents.base import Id
from models.words import MemberState

COOKIE = "session"


@dataclass
class Staff:
    """Who sits behind a socket. ``since`` is where his client wants to go on from."""

    member: Member
    sign_in_id: Id
    since: object


class AgentNamespace:
    def __init__(
        self,
        store: Store,
        engine: Engine,
        connecting: Connecting,
        signals: Signals,
        figures: QueueFigures,
        attendance: Attendance,
        viewers: Viewers,
        public_url: str,
    ) -> None:
        self._store = store
        self._engine = engine
        self._connecting = connecting
        self._signals = signals
        self._figures = figures
        self._attendance = attendance
        self._viewers = viewers
        self._public_url = public_url

    async def connect(self, socket: Socket, auth: object) -> None:
        given = auth if isinstance(auth, dict) else {}
        token = given.get("token")
        origin = socket.handshake.origin
        if origin is not None and not origins.is_own(origin, self._public_url):
            raise Refused("origin_not_allowed", {"detail": f"Not from {origin}."})
        if not isinstance(token, str):
            vouched = origin is not None or socket.handshake.from_own_page
            if not vouched and COOKIE in socket.handshake.cookies:
                raise Refused("origin_not_allowed", {"detail": "A cookie needs an Origin."})
            token = socket.handshake.cookies.get(COOKIE)
        try:
            found = await sign_ins.find_member(self._store, token) if token else None
        except Unavailable:
            # Official clients come back by themselves after this, and not after a refusal.
            socket.close()
            return
        if found is None:
            raise Refused("unauthenticated", {"detail": "Sign in first, or again."})
        member, sign_in = found
        socket.data = Staff(member, sign_in.id, given.get("since"))

    async def connected(self, socket: Socket) -> None:
        staff: Staff = socket.data
        self._attendance.came(socket)

        async def rooms_now() -> frozenset[str]:
            member = await self._store.get(Member, {"_id": staff.member.id})
            if member is None or member.state is not MemberState.ACTIVE:
                return frozenset()
            staff.member = member
            return rooms_of_member(member)

        await self._connecting.bring_in(
            socket,
            staff.since,
            rooms_now,
            lambda told, rooms: told.for_staff(rooms),
            staff.member.id,
        )
        await self._figures.tell(socket)
        await self._tell_unread(socket, staff.member)

    async def _tell_unread(self, socket: Socket, member: Member) -> None:
        try:
            unread = await notifications.unread_count(self._store, member)
        except Unavailable:
            return
        write(socket, encode(AGENT, "notification.unread", {"unread": unread}))

    async def disconnect(self, socket: Socket) -> None:
        self._attendance.left(socket)
        self._viewers.change()

    async def signal(self, socket: Socket, event: str, data: object) -> None:
        staff: Staff = socket.data
        act = SOCKET_VERBS.get((AGENT, event))
        if act is None or reach(who_by_role(staff.member.role), act) is None:
            return
        if event in ("activity", "typing"):
            self._attendance.active(socket)
        if event == "activity":
            return
        conversation = await self._named(socket, data)
        if conversation is None:
            return
        room = viewers_room(conversation.id)
        if event == "view":
            self._engine.join(socket, room)
            self._viewers.welcome(socket, str(conversation.id))
        elif event == "unview":
            self._engine.leave(socket, room)
            self._viewers.change()
        elif event == "typing" and isinstance(data, dict):
            self._pass_on_typing(staff.member, conversation, data)

    async def _named(self, socket: Socket, data: object) -> Conversation | None:
        """The conversation that a signal names, if its sender may see it.

        Judged by the rooms of the socket: they follow his rights, what he was at the start does not.
        """
        name = data.get("conversationId") if isinstance(data, dict) else None
        if not isinstance(name, str) or not ObjectId.is_valid(name):
            return None
        try:
            conversation = await conversations.seen_from(self._store, socket.rooms, Id(name))
        except HubError:
            self._engine.leave(socket, f"conversation:{name}")
            return None
        # His rights may have changed while it was read; from here on nothing waits.
        if socket.rooms.isdisjoint(conversation.audience):
            return None
        return conversation

    def _pass_on_typing(
        self, member: Member, conversation: Conversation, data: dict[str, object]
    ) -> None:
        note = data.get("kind") == "note"
        body = {
            "conversationId": str(conversation.id),
            "on": data.get("on") is True,
            "kind": "note" if note else "reply",
        }
        by = {"kind": member.role.value, "id": str(member.id), "name": member.name}
        rooms = [viewers_room(conversation.id)]
        if conversation.assignee is not None:
            rooms.append(member_room(conversation.assignee.id))
        self._signals.send(
            AGENT, rooms, "typing", {**body, "author": by}, but=member_room(member.id)
        )
        if not note:
            face = {"kind": "agent", "name": first_name(member.name)}
            room = visitor_room(conversation.identity_id)
            self._signals.send("/visitor", [room], "typing", {**body, "author": face})
