"""Signals between sockets of all processes: never stored, never replayed, lost without harm."""

import orjson

from hub.realtime.engine import Engine
from hub.realtime.fan_out import encode, write_all
from hub.store.bus import Bus, Topic


class Signals:
    def __init__(self, bus: Bus, engine: Engine) -> None:
        self._bus = bus
        self._engine = engine

    def send(
        self,
        namespace: str,
        rooms: list[str],
        event: str,
        body: dict[str, object],
        *,
        but: str | None = None,
    ) -> None:
        """To whoever is in one of these rooms of any process, but not to those in room ``but``."""
        signal = {"n": namespace, "r": rooms, "e": event, "b": body, "but": but}
        self._bus.publish(Topic.SIGNALS, orjson.dumps(signal))

    async def run(self) -> None:
        async for _, payload in self._bus.listen(Topic.SIGNALS):
            signal = orjson.loads(payload)
            sockets = self._engine.sockets_in(signal["n"], signal["r"])
            if signal["but"]:
                sockets -= self._engine.sockets_in(signal["n"], [signal["but"]])
            if sockets:
                write_all(sockets, encode(signal["n"], signal["e"], signal["b"]))
