"""One event to 500 sockets in a room, 200 bytes each: deliveries a second.

The same client and the same bytes against each server, all connected at once and asked in turns
many times for a fifth of a second. Of each server its third best turn counts: what else the machine
does meanwhile can only slow a turn down.
"""

from contextlib import ExitStack

from benchmarks.rows import Row
from benchmarks.sockets.programs import Load, load, prepare, server

SOCKETS = 500
TURNS = 30
# About a fifth of a second a turn each.
EVENTS = {"ours": 120, "node": 60, "stock": 10, "bare": 150}


def run() -> list[Row]:
    prepare()
    rate = _rates()
    ours, unit = rate["ours"], "deliveries/s"
    return [
        Row("fan-out against Node Socket.IO 4.8", ours, unit, rate["node"], ">= 1.8"),
        Row("fan-out against stock python-socketio", ours, unit, rate["stock"], ">= 6"),
        Row("fan-out against a C loop of write()", ours, unit, rate["bare"], ">= 0.85"),
    ]


def _rates() -> dict[str, float]:
    """Deliveries a second by server."""
    found: dict[str, list[float]] = {name: [] for name in EVENTS}
    with ExitStack() as running:
        clients: dict[str, Load] = {}
        for name in EVENTS:
            started = running.enter_context(server(name))
            clients[name] = running.enter_context(load(started.port, SOCKETS, in_flight=50))
        for _ in range(TURNS):
            for name, events in EVENTS.items():
                found[name].append(SOCKETS * events / clients[name].deliver(events))
    return {name: sorted(rates)[-3] for name, rates in found.items()}
