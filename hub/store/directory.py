"""What hardly changes and everything needs, in memory: channels, departments, labels, reasons to be
away, the workspace."""

import asyncio

from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.store.mongo import Store
from models.documents import AwayReason, Block, Channel, Department, Label, Workspace
from models.documents.base import Id

log = get_logger(__name__)

REFRESH_SECONDS = 5.0


class Directory:
    """At most ``REFRESH_SECONDS`` behind; who writes one of these calls ``refresh`` afterwards."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.channels: dict[Id, Channel] = {}
        self.departments: dict[Id, Department] = {}
        self.away_reasons: dict[Id, AwayReason] = {}
        self.labels: dict[Id, Label] = {}
        self.blocks: list[Block] = []
        self.workspace = Workspace()
        self._begun = 0
        self._taken = 0

    async def refresh(self) -> None:
        """Read all anew. What was read earlier never covers what was read later."""
        self._begun += 1
        turn = self._begun
        channels = await self._store.find(Channel, {})
        departments = await self._store.find(Department, {})
        reasons = await self._store.find(AwayReason, {})
        labels = await self._store.find(Label, {})
        blocks = await self._store.find(Block, {})
        workspace = await self._store.get(Workspace, {"_id": "workspace"})
        if turn < self._taken:
            return
        self._taken = turn
        self.channels = {channel.id: channel for channel in channels}
        self.departments = {department.id: department for department in departments}
        self.away_reasons = {reason.id: reason for reason in reasons}
        self.labels = {label.id: label for label in labels}
        self.blocks = blocks
        self.workspace = workspace or Workspace()

    async def run(self) -> None:
        while True:
            await asyncio.sleep(REFRESH_SECONDS)
            try:
                await self.refresh()
            except Unavailable as away:
                log.warning("directory_waits", reason=away.error)

    def default_department_id(self) -> Id | None:
        for department in self.departments.values():
            if department.is_default:
                return department.id
        return next(iter(self.departments), None)

    def department_of(self, channel: Channel, chosen: Id | None = None) -> Id | None:
        """Where conversations of this channel begin: as chosen, by its rule, else the default."""
        if chosen in self.departments:
            return chosen
        if channel.department_id in self.departments:
            return channel.department_id
        return self.default_department_id()
