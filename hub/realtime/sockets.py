"""All that serves sockets in a web process, put together."""

import asyncio
from collections.abc import Awaitable, Callable

from hub.kit.clock import Clock
from hub.kit.tokens import Signer
from hub.realtime.attendance import Attendance
from hub.realtime.connecting import Connecting
from hub.realtime.delivery import Delivery
from hub.realtime.engine import Engine
from hub.realtime.heartbeat import Heartbeat
from hub.realtime.namespaces.agent import AgentNamespace
from hub.realtime.namespaces.visitor import VisitorNamespace
from hub.realtime.queue_figures import QueueFigures
from hub.realtime.sign_outs import SignOuts
from hub.realtime.signals import Signals
from hub.realtime.socket import NamespaceHandler
from hub.realtime.told import AGENT, VISITOR
from hub.realtime.viewers import Viewers
from hub.store.bus import Bus
from hub.store.directory import Directory
from hub.store.mongo import Store

Own = Callable[[str, Callable[[], Awaitable[None]]], None]

CLOSING_SECONDS = 5.0
SLICES = 20


class Sockets:
    """The engine with its namespaces, fed by the delivery. ``own`` takes the long-lived tasks."""

    def __init__(
        self,
        store: Store,
        bus: Bus,
        house: Directory,
        signer: Signer,
        clock: Clock,
        public_url: str,
        attendance: Attendance,
        own: Own,
    ) -> None:
        namespaces: dict[str, NamespaceHandler] = {}
        self.engine = Engine(namespaces)
        self.delivery = Delivery(store, bus, self.engine, house, signer)
        connecting = Connecting(store, self.engine, self.delivery)
        signals = Signals(bus, self.engine)
        figures = QueueFigures(store, self.engine, self.delivery, house)
        viewers = Viewers(bus, self.engine)
        namespaces[AGENT] = AgentNamespace(
            store, self.engine, connecting, signals, figures, attendance, viewers, public_url
        )
        namespaces[VISITOR] = VisitorNamespace(
            store,
            house,
            connecting,
            signals,
            figures,
            attendance.visitors,
            signer,
            public_url,
        )
        own("feed_listener", self.delivery.listen)
        own("delivery", self.delivery.run)
        own("load_figures", self.delivery.loads.run)
        own("heartbeat", Heartbeat(self.engine, self.delivery, clock).run)
        own("signals", signals.run)
        own("attendance", attendance.run)
        own("viewers", viewers.run)
        own("viewers_listener", viewers.listen)
        own("queue_figures", figures.run)
        sign_outs = SignOuts(store, bus, self.engine)
        own("sign_out_listener", sign_outs.listen)
        own("sign_outs", sign_outs.run)

    async def drain(self) -> None:
        """Close transports in slices, so that not everybody comes back in the same instant."""
        most = max(1, self.engine.connections // SLICES + 1)
        for _ in range(SLICES):
            if self.engine.close_some(most) == 0:
                return
            await asyncio.sleep(CLOSING_SECONDS / SLICES)
