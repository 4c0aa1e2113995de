"""Which visitors have a socket on this process. What has changed waits here to be written."""

import asyncio

from hub.flows.note_visits import NoteVisits
from hub.realtime.socket import Socket
from models.documents import Visit
from models.documents.base import Id


class Visitors:
    """Kept by the attendance, which writes it under the lease of its process."""

    def __init__(self, note_visits: NoteVisits, process_id: Id, changed: asyncio.Event) -> None:
        self._note_visits = note_visits
        self._process_id = process_id
        self._changed = changed
        self._visits: dict[Id, Visit] = {}
        self._sockets: dict[Id, set[Socket]] = {}
        self._came: dict[Id, Visit] = {}
        self._went: dict[Id, Visit] = {}

    def came(self, identity_id: Id, socket: Socket) -> None:
        if not socket.open:
            return
        if identity_id not in self._visits:
            visit = Visit(identity_id=identity_id, process_id=self._process_id)
            self._visits[identity_id] = self._came[visit.id] = visit
            self._sockets[identity_id] = set()
            self._changed.set()
        self._sockets[identity_id].add(socket)

    def left(self, identity_id: Id, socket: Socket) -> None:
        sockets = self._sockets.get(identity_id, set())
        if socket not in sockets:
            return
        sockets.discard(socket)
        if not sockets:
            del self._sockets[identity_id]
            visit = self._visits.pop(identity_id)
            self._came.pop(visit.id, None)
            self._went[visit.id] = visit
            self._changed.set()

    def announce_all(self) -> None:
        """What was written of them counts no more."""
        self._came |= {visit.id: visit for visit in self._visits.values()}

    async def write(self) -> None:
        """Raises Unavailable; then it still waits to be written."""
        came, self._came = self._came, {}
        went, self._went = self._went, {}
        try:
            if came or went:
                await self._note_visits(list(came.values()), list(went.values()))
        except BaseException:
            still = {visit.id for visit in self._visits.values()}
            self._came |= {id: visit for id, visit in came.items() if id in still}
            self._went |= went
            self._changed.set()
            raise
