"""How a socket comes in: first what it missed, then, in one step, the live feed.

It is fed from the journal up to this process's position, then from the ring until nothing is left,
and joins its rooms in that same step of the event loop. Nothing live comes before ``ready``.
"""

import asyncio
from collections.abc import Awaitable, Callable, Set

from hub.kit.log import get_logger
from hub.presenters.catalogue import EVENTS
from hub.realtime.delivery import Delivery
from hub.realtime.engine import Engine
from hub.realtime.fan_out import Frame, encode, write
from hub.realtime.socket import Socket
from hub.realtime.told import Told
from hub.store.journal import (
    RECOVERY_ROWS,
    Position,
    head_position,
    is_too_old,
    rows_for_rooms,
)
from hub.store.mongo import Store
from models.documents import Event
from models.documents.base import Id
from models.words import EventType

log = get_logger(__name__)

EVERY_ONE = ("message.", "notification.created")
"""Of these types every row is replayed; of others only the newest of an object."""

BACKLOG = 256 * 1024
"""Bytes that may wait for a client while it is caught up."""

Rooms = Callable[[], Awaitable[frozenset[str]]]
ToldTo = Callable[[Told, Set[str]], Frame | None]


class Connecting:
    """The steps of coming in, the same for every namespace."""

    def __init__(self, store: Store, engine: Engine, delivery: Delivery) -> None:
        self._store = store
        self._engine = engine
        self._delivery = delivery

    async def bring_in(
        self, socket: Socket, since: object, rooms_now: Rooms, told_to: ToldTo, who: Id
    ) -> None:
        """Catch up from ``since`` and go live. ``who`` is whose change of rights concerns it."""
        await self._delivery.started.wait()
        since_position = Position.of_cursor(since)
        resync = since is not None and since_position is None
        while socket.open:
            position = self._delivery.position
            # Read after the position was taken: rows up to it are in these rights already.
            rooms = await rooms_now()
            if not rooms:
                socket.close()
                return
            if since_position is not None and not resync:
                resync = not await self._replay(
                    socket, since_position, position, rooms, told_to, who
                )
                since_position = position if not resync else None
            if self._go_live(socket, position, rooms, told_to, who, resync=resync):
                return

    async def _replay(
        self,
        socket: Socket,
        since: Position,
        up_to: Position,
        rooms: frozenset[str],
        told_to: ToldTo,
        who: Id,
    ) -> bool:
        """Send what was missed, in order; False when the client must reload instead."""
        if since.epoch != up_to.epoch:
            return False
        if since.seq >= up_to.seq:
            # Ahead of this process is who comes from a faster one; ahead of the journal is nobody.
            return since.seq == up_to.seq or since <= await head_position(self._store)
        if await is_too_old(self._store, since.seq, self._store.clock.now()):
            return False
        rows = await rows_for_rooms(
            self._store, rooms, since.seq, up_to.seq, limit=RECOVERY_ROWS + 1
        )
        if len(rows) > RECOVERY_ROWS or any(changes_access(row, who) for row in rows):
            return False
        # Before the newest is chosen: a row that this namespace never hears must not stand for others.
        heard = [row for row in rows if is_heard_in(socket.namespace, row)]
        for told in await self._delivery.prepare(newest_of_each(heard)):
            try:
                frame = told_to(told, rooms)
            except Exception:
                log.exception("row_not_told", row=str(told.row.id), type=told.row.type)
                return False
            if frame is not None:
                write(socket, frame)
            while socket.open and socket.backlog > BACKLOG:
                await asyncio.sleep(0.01)
        return True

    def _go_live(
        self,
        socket: Socket,
        position: Position,
        rooms: frozenset[str],
        told_to: ToldTo,
        who: Id,
        *,
        resync: bool,
    ) -> bool:
        """The one step without an await. False when rows fell out of the ring meanwhile, or the
        journal became another one."""
        if position.epoch != self._delivery.position.epoch:
            return False
        ring = [told for told in self._delivery.ring if told.position.seq > position.seq]
        if len(ring) != 0 and len(ring) == len(self._delivery.ring):
            first = ring[0].position.seq
            if first > position.seq + 1:
                return False
        if any(changes_access(told.row, who) for told in ring):
            return False
        for told in () if resync else ring:
            try:
                frame = told_to(told, rooms)
            except Exception:
                log.exception("row_not_told", row=str(told.row.id), type=told.row.type)
                resync = True
                break
            if frame is not None:
                write(socket, frame)
        for room in rooms:
            self._engine.join(socket, room)
        cursor = {"cursor": self._delivery.position.cursor()}
        if resync:
            write(socket, encode(socket.namespace, "resync", cursor))
        write(socket, encode(socket.namespace, "ready", cursor))
        return True


def newest_of_each(rows: list[Event]) -> list[Event]:
    """In order; of several rows about one object only the newest, but every message."""
    newest = {(row.object.kind, row.object.id): row.seq for row in rows}
    return [
        row
        for row in rows
        if row.type.value.startswith(EVERY_ONE) or newest[row.object.kind, row.object.id] == row.seq
    ]


def is_heard_in(namespace: str, row: Event) -> bool:
    """Whether rows of this type are told there at all."""
    told = EVENTS.get(row.type)
    return told is not None and namespace in told.snapshots


def changes_access(row: Event, who: Id) -> bool:
    return row.type is EventType.MEMBER_ACCESS_CHANGED and row.object.id == who
