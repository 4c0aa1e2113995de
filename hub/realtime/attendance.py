"""Which devices of which members this process holds, and whether anybody is at them; and which
visitors.

Sockets come and go in memory; what has changed is written in batches a moment later, so that a
socket waits for nothing and a storm of them costs a few transactions. The process renews one lease
for all it holds. When that has run out, because the database was away or this process stood still,
it announces everything again.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from pymongo.errors import PyMongoError

from hub.flows.note_arrivals import NoteArrivals
from hub.flows.note_visits import NoteVisits
from hub.flows.wake_agents import WakeAgents
from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.realtime.socket import Socket
from hub.realtime.visitors import Visitors
from hub.services import connections
from hub.services.connections import LEASE_SECONDS, Here
from hub.store.mongo import Store
from models.documents.base import Id

log = get_logger(__name__)

RENEW_EVERY = LEASE_SECONDS / 4
GATHER = 0.1
"""Seconds that changes are gathered before they are written."""


@dataclass(eq=False)
class Device:
    """One sign-in with its sockets."""

    id: Id
    member_id: Id
    sign_in_id: Id
    name: str
    since: datetime
    active_at: datetime
    sockets: set[Socket] = field(default_factory=set)


class Attendance:
    def __init__(
        self,
        store: Store,
        note_arrivals: NoteArrivals,
        wake_agents: WakeAgents,
        note_visits: NoteVisits,
    ) -> None:
        self._store = store
        self._note_arrivals = note_arrivals
        self._wake_agents = wake_agents
        self._process_id = Id()
        self._devices: dict[Id, Device] = {}
        self._arrived: set[Device] = set()
        self._left: set[Id] = set()
        self._active: set[Device] = set()
        self._changed = asyncio.Event()
        self.visitors = Visitors(note_visits, self._process_id, self._changed)
        self._renewed_at = 0.0

    def came(self, socket: Socket) -> None:
        """A socket of a member is in. Its ``data`` names him and his sign-in."""
        if not socket.open:
            return
        device = self._devices.get(socket.data.sign_in_id)
        if device is None:
            now = self._store.clock.now()
            device = Device(
                Id(),
                socket.data.member.id,
                socket.data.sign_in_id,
                (socket.handshake.user_agent or "")[:200],
                now,
                now,
            )
            self._devices[device.sign_in_id] = device
            self._arrived.add(device)
            self._changed.set()
        device.sockets.add(socket)

    def left(self, socket: Socket) -> None:
        device = self._devices.get(socket.data.sign_in_id)
        if device is None or socket not in device.sockets:
            return
        device.sockets.discard(socket)
        if not device.sockets:
            del self._devices[device.sign_in_id]
            self._arrived.discard(device)
            self._active.discard(device)
            self._left.add(device.id)
            self._changed.set()

    def active(self, socket: Socket) -> None:
        """Somebody is at this device."""
        device = self._devices.get(socket.data.sign_in_id)
        if device is not None:
            device.active_at = self._store.clock.now()
            self._active.add(device)

    async def run(self) -> None:
        try:
            while True:
                try:
                    await self._renew()
                    await self._write()
                except (Unavailable, PyMongoError) as away:
                    log.warning("attendance_waits", reason=type(away).__name__)
                    await asyncio.sleep(0.5)
                await self._until_changed()
        finally:
            await self._give_back()

    async def _until_changed(self) -> None:
        try:
            async with asyncio.timeout(RENEW_EVERY):
                await self._changed.wait()
        except TimeoutError:
            return
        await asyncio.sleep(GATHER)

    async def _renew(self) -> None:
        loop = asyncio.get_running_loop()
        if loop.time() - self._renewed_at < RENEW_EVERY:
            return
        if not await connections.renew(self._store, self._process_id):
            await connections.register(self._store, self._process_id)
            self._arrived.update(self._devices.values())
            self.visitors.announce_all()
        self._renewed_at = loop.time()

    async def _write(self) -> None:
        """Arrivals before departures: what did both meanwhile has gone."""
        self._changed.clear()
        await self.visitors.write()
        arrived, self._arrived = self._arrived, set()
        left, self._left = self._left, set()
        active, self._active = self._active, set()
        try:
            if arrived:
                await self._note_arrivals([self._here(device) for device in arrived])
            if left:
                await connections.lose(self._store, list(left))
            if active:
                at = {device.id: device.active_at for device in active}
                await connections.note_activity(self._store, at)
                await self._wake_agents({each.member_id: each.active_at for each in active})
        except BaseException:
            self._arrived |= {device for device in arrived if device.sockets}
            self._left |= left
            self._active |= active
            self._changed.set()
            raise

    def _here(self, device: Device) -> Here:
        return Here(
            device.id,
            device.member_id,
            device.sign_in_id,
            self._process_id,
            device.name,
            device.since,
            device.active_at,
        )

    async def _give_back(self) -> None:
        try:
            async with asyncio.timeout(2.0):
                await connections.close(self._store, self._process_id)
        except (TimeoutError, Unavailable, PyMongoError):
            log.info("lease_left_to_expire", task="attendance")
