"""Hands the journal's rows to this process's sockets, strictly in order.

Fed by the relay; after a jump, a higher head or two seconds of silence it reads the journal after
its own position. What the journal does not hold there does not exist, so nothing ever blocks.
"""

import asyncio
from collections import deque
from collections.abc import Iterable

from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.kit.tokens import Signer
from hub.presenters.event import load
from hub.realtime.engine import Engine
from hub.realtime.fan_out import encode, write, write_all
from hub.realtime.load_figures import LoadFigures
from hub.realtime.socket import Socket
from hub.realtime.told import AGENT, VISITOR, Told
from hub.rules.audience import member_room, rooms_of_member, viewers_room
from hub.store.bus import Bus, Topic
from hub.store.directory import Directory
from hub.store.journal import (
    FeedMessage,
    Position,
    decode_feed,
    head_position,
    rows_after,
)
from hub.store.leases import RELAY, is_led
from hub.store.mongo import Store
from models.documents import Event, Member
from models.words import EventType

log = get_logger(__name__)

SILENCE = 2.0
"""Seconds without a word of the relay after which the journal itself is read."""

POLL = 0.5
"""Seconds between such readings until the relay is heard again."""

MOST_HEARD = 200
"""Words of the relay that may wait; with more the oldest is dropped and read from the journal."""

RING = 2_000
"""Rows kept in memory for sockets that are just connecting."""


class Delivery:
    """``position`` is the last row handed on; ``ring`` holds the newest rows in order."""

    def __init__(
        self, store: Store, bus: Bus, engine: Engine, house: Directory, signer: Signer
    ) -> None:
        self._store = store
        self._bus = bus
        self._engine = engine
        self._house = house
        self._signer = signer
        self._heard: asyncio.Queue[FeedMessage] = asyncio.Queue(MOST_HEARD)
        self._heard_at = 0.0
        self._bus_works = True
        self._relay_head: Position | None = None
        self.position = Position("", 0)
        self.started = asyncio.Event()
        self.ring: deque[Told] = deque(maxlen=RING)
        self.touched: set[str] = set()
        self.touch = asyncio.Event()
        self.loads = LoadFigures(store, engine, house)

    async def listen(self) -> None:
        """Take in what the relay says; runs beside ``run``."""
        async for _, payload in self._bus.listen(Topic.FEED):
            if self._heard.full():
                self._heard.get_nowait()
            self._heard.put_nowait(decode_feed(payload))

    async def run(self) -> None:
        while not self.started.is_set():
            try:
                self.position = await head_position(self._store)
                self.started.set()
            except Unavailable:
                await asyncio.sleep(0.5)
        while True:
            try:
                await self._step()
            except Unavailable as away:
                log.warning("delivery_waits", reason=away.error)
                await asyncio.sleep(0.25)

    async def _step(self) -> None:
        try:
            async with asyncio.timeout(SILENCE if self._bus_works else POLL):
                message = await self._heard.get()
        except TimeoutError:
            self._bus_works = False
            await self._go_without_bus()
            return
        self._bus_works = True
        self._heard_at = asyncio.get_running_loop().time()
        self._relay_head = message.head
        if message.head.epoch != self.position.epoch:
            self._begin_anew(message.head)
            return
        rows = [row for row in message.rows if (row.seq or 0) > self.position.seq]
        if rows and rows[0].seq == self.position.seq + 1:
            await self._hand_on(rows)
        elif message.head.seq > self.position.seq:
            await self._read_on()

    def lag(self) -> float | None:
        """Seconds since the relay was known to lead and all it had said was handed on; None while
        this process is behind."""
        if self._relay_head is None or self._relay_head > self.position:
            return None
        return asyncio.get_running_loop().time() - self._heard_at

    async def _go_without_bus(self) -> None:
        """Read the journal itself. While a relay leads, its rows come this way too, only slower."""
        head = await head_position(self._store)
        if head.epoch != self.position.epoch:
            self._begin_anew(head)
        await self._read_on()
        if await is_led(self._store, RELAY):
            self._relay_head = self.position
            self._heard_at = asyncio.get_running_loop().time()

    async def _read_on(self) -> None:
        while rows := await rows_after(self._store, self.position.seq):
            await self._hand_on(rows)

    async def _hand_on(self, rows: list[Event]) -> None:
        if any(row.type is EventType.SETTINGS_CHANGED for row in rows):
            await self._house.refresh()
        prepared = await self.prepare(rows)
        losing = await self._losing_rights(rows)
        for member in losing:
            self._leave_lost(member)
        for told in prepared:
            # No await from here on: connecting sockets rely on ring, position and sockets
            # being changed in one step.
            self.ring.append(told)
            self.position = told.position
            try:
                self._tell(told)
            except Exception:
                log.exception("row_not_told", row=str(told.row.id), type=told.row.type)
                self._reload(told.rooms)

    async def _losing_rights(self, rows: list[Event]) -> list[Member]:
        """Whose rights have changed since these rows, or within them, as they are now.

        Rows hold no snapshots: what was loaded for them may be younger than a change of rights that
        this process has not come to yet. So who has lost a right hears them without it already.
        """
        if not self._engine.sockets_of(AGENT):
            return []
        # Asked after the documents were loaded, so that no change can be older than them and missing.
        unheard = {"$or": [{"pending": True}, {"seq": {"$gt": rows[0].seq}}]}
        changes = await self._store.find(
            Event, {"type": EventType.MEMBER_ACCESS_CHANGED.value, **unheard}
        )
        ids = {
            row.object.id
            for row in (*changes, *rows)
            if row.type is EventType.MEMBER_ACCESS_CHANGED
        }
        return await self._store.find(Member, {"_id": {"$in": list(ids)}}) if ids else []

    def _leave_lost(self, member: Member) -> None:
        rooms = rooms_of_member(member)
        for socket in self._engine.sockets_in(AGENT, [member_room(member.id)]):
            for room in set(socket.rooms) - rooms - {member_room(member.id)}:
                self._engine.leave(socket, room)

    async def prepare(self, rows: list[Event]) -> list[Told]:
        """Rows with their present documents."""
        material = await load(self._store, rows)
        epoch = self.position.epoch
        return [
            Told(row, Position(epoch, row.seq or 0), material, self._house, self._signer)
            for row in rows
        ]

    def _tell(self, told: Told) -> None:
        self._tell_staff(told)
        customers = [room for room in told.row.rooms if room.startswith("visitor:")]
        sockets = self._engine.sockets_in(VISITOR, customers) if customers else set()
        if sockets and told.customer is not None:
            write_all(sockets, told.customer)
        if told.row.type is EventType.MEMBER_ACCESS_CHANGED:
            member = told.material.members.get(told.row.object.id)
            if member is not None:
                self._change_rooms(self._engine.sockets_in(AGENT, told.row.rooms), member)
        self.touched.update(room for room in told.rooms if room.startswith("queue:"))
        if told.row.conversation_id is not None:
            self.loads.add_holders(told.rooms)
        self.touch.set()

    def _tell_staff(self, told: Told) -> None:
        sockets = self._engine.sockets_in(AGENT, told.rooms)
        sockets = {socket for socket in sockets if not told.is_withheld(socket.rooms)}
        if not sockets:
            return
        audience = told.present_audience
        if audience is None or audience >= told.rooms_of_staff:
            write_all(sockets, told.staff)
            return
        for socket in sockets:
            if audience.isdisjoint(socket.rooms):
                write(socket, told.gone)
                if told.row.conversation_id is not None:
                    self._engine.leave(socket, viewers_room(told.row.conversation_id))
            else:
                write(socket, told.staff)

    def _change_rooms(self, sockets: Iterable[Socket], member: Member) -> None:
        """New rights hold from this row on: other rooms, and the client reloads what it shows."""
        rooms = rooms_of_member(member)
        for socket in sockets:
            if not rooms:
                socket.close()
                continue
            for room in set(socket.rooms) - rooms:
                self._engine.leave(socket, room)
            for room in rooms - set(socket.rooms):
                self._engine.join(socket, room)
                if room.startswith("queue:"):
                    self.touched.add(room)
            write(socket, encode(AGENT, "resync", {"cursor": self.position.cursor()}))

    def _reload(self, rooms: Iterable[str]) -> None:
        """What these should have heard cannot be shown: they look for themselves."""
        cursor = {"cursor": self.position.cursor()}
        for namespace in (AGENT, VISITOR):
            sockets = self._engine.sockets_in(namespace, rooms)
            write_all(sockets, encode(namespace, "resync", cursor))

    def _begin_anew(self, head: Position) -> None:
        """The journal was rebuilt: cursors of the old one mean nothing any more."""
        self.position = head
        self.ring.clear()
        for namespace in (AGENT, VISITOR):
            write_all(
                self._engine.sockets_of(namespace),
                encode(namespace, "resync", {"cursor": head.cursor()}),
            )
