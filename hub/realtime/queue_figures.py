"""How full the queues are, and each waiting visitor's place: aggregates, where the newest wins.

Each process counts for its own sockets, once after any number of changes. They are not replayed: a
fresh one follows ``ready``.
"""

import asyncio
from datetime import datetime

from bson import ObjectId

from hub.kit.errors import Unavailable
from hub.realtime.delivery import Delivery
from hub.realtime.engine import Engine
from hub.realtime.fan_out import encode, write, write_all
from hub.realtime.socket import Socket
from hub.realtime.told import AGENT, VISITOR
from hub.rules.audience import queue_room, rooms_of_queue, visitor_room
from hub.rules.queue_order import LEFT, ORDER, UNLESS_LEFT
from hub.store.directory import Directory
from hub.store.mongo import Store
from models.documents import Conversation
from models.documents.base import Id
from models.words import ConversationState

STAFF_EVERY = 0.5
VISITORS_EVERY = 3.0
EXACT_UP_TO = 50


class QueueFigures:
    def __init__(self, store: Store, engine: Engine, delivery: Delivery, house: Directory) -> None:
        self._store = store
        self._house = house
        self._engine = engine
        self._delivery = delivery
        self._places_told_at = 0.0

    async def run(self) -> None:
        waiting: set[Id] = set()
        while True:
            timeout = VISITORS_EVERY if waiting else None
            try:
                async with asyncio.timeout(timeout):
                    await self._delivery.touch.wait()
            except TimeoutError:
                pass
            self._delivery.touch.clear()
            touched = {Id(room.removeprefix("queue:")) for room in self._delivery.touched}
            self._delivery.touched.clear()
            try:
                for department_id in touched:
                    await self._tell_staff(department_id)
                waiting |= touched
                if waiting and self._places_are_due():
                    for department_id in waiting:
                        await self._tell_visitors(department_id)
                    waiting.clear()
            except Unavailable:
                waiting |= touched
                # The newest wins, so it has to be told once the store is back.
                self._delivery.touched |= {queue_room(department_id) for department_id in touched}
                self._delivery.touch.set()
            await asyncio.sleep(STAFF_EVERY)

    def _places_are_due(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now - self._places_told_at < VISITORS_EVERY:
            return False
        self._places_told_at = now
        return True

    async def tell(self, socket: Socket) -> None:
        """The fresh figures that follow ``ready``."""
        if socket.namespace == AGENT:
            for department_id in self._departments_of(socket):
                body = await self._figures(department_id)
                # Counting took a moment: he may have lost the department meanwhile.
                if not socket.rooms.isdisjoint(rooms_of_queue(department_id)):
                    write(socket, encode(AGENT, "queue.updated", body))
            await self._delivery.loads.tell(socket)
            return
        for room in [room for room in socket.rooms if room.startswith("visitor:")]:
            identity = room.removeprefix("visitor:")
            queued = await self._store.get(
                Conversation,
                {
                    "identity_id": ObjectId(identity),
                    "state": ConversationState.QUEUED,
                    "open": True,
                },
            )
            if queued is not None:
                for conversation, place in await self._places(queued.department_id):
                    if conversation.id == queued.id:
                        write(socket, encode(VISITOR, "queue.position", _body(queued, place)))

    def _departments_of(self, socket: Socket) -> list[Id]:
        """Whose queues concern this member: all for admins, else those of his rooms."""
        return [
            id for id in self._house.departments if not socket.rooms.isdisjoint(rooms_of_queue(id))
        ]

    async def _tell_staff(self, department_id: Id) -> None:
        rooms = rooms_of_queue(department_id)
        if not self._engine.sockets_in(AGENT, rooms):
            return
        frame = encode(AGENT, "queue.updated", await self._figures(department_id))
        # Asked again: counting took a moment, in which somebody may have lost the department.
        write_all(self._engine.sockets_in(AGENT, rooms), frame)

    async def _tell_visitors(self, department_id: Id) -> None:
        if not self._engine.sockets_of(VISITOR):
            return
        for conversation, place in await self._places(department_id):
            sockets = self._engine.sockets_in(VISITOR, [visitor_room(conversation.identity_id)])
            if sockets:
                write_all(sockets, encode(VISITOR, "queue.position", _body(conversation, place)))

    async def _figures(self, department_id: Id) -> dict[str, object]:
        queued = {"state": ConversationState.QUEUED, "department_id": department_id}
        here = {**queued, "queue_rank": UNLESS_LEFT}
        count = await self._store.count(Conversation, here)
        left = await self._store.count(Conversation, {**queued, "queue_rank": {"$gte": LEFT}})
        oldest = await self._store.find(Conversation, here, sort=[("queued_at", 1)], limit=1)
        at: datetime | None = oldest[0].queued_at if oldest else None
        return {
            "departmentId": str(department_id),
            "waiting": count,
            "left": left,
            "oldestQueuedAt": at.isoformat(timespec="milliseconds") if at else None,
        }

    async def _places(self, department_id: Id) -> list[tuple[Conversation, int]]:
        queued = {"state": ConversationState.QUEUED, "department_id": department_id}
        first = await self._store.find(Conversation, queued, sort=ORDER, limit=EXACT_UP_TO)
        return list(zip(first, range(1, len(first) + 1), strict=True))


def _body(conversation: Conversation, place: int) -> dict[str, object]:
    return {"conversationId": str(conversation.id), "position": place}
