"""5,000 idle connections: what each holds in memory, and how fast they come back all at once.

Memory is the resident memory of the server's process before and after, divided by the number of
connections, each server having collected its garbage. Each connection has joined a namespace and a
room. The first connections of a process warm it up and are not counted. Of memory the median of the
rounds counts, of the rates the best: what else the machine does can only slow a round down.
"""

import time
from statistics import median

from benchmarks.rows import Row
from benchmarks.sockets.programs import load, prepare, server

CONNECTIONS = 5_000
WARM_UP = 500
IN_FLIGHT = 200
ROUNDS = 3


def run() -> list[Row]:
    prepare()
    kilobytes: dict[str, list[float]] = {"ours": [], "node": [], "stock": []}
    rates: dict[str, list[float]] = {"ours": [], "node": [], "stock": []}
    for _ in range(ROUNDS):
        for name in kilobytes:
            with server(name) as running:
                with load(running.port, WARM_UP, IN_FLIGHT):
                    pass
                time.sleep(1.0)
                before = running.held_kilobytes()
                with load(running.port, CONNECTIONS, IN_FLIGHT) as clients:
                    rates[name].append(CONNECTIONS / clients.seconds_to_connect)
                    time.sleep(1.0)
                    kilobytes[name].append((running.held_kilobytes() - before) / CONNECTIONS)
    memory = {name: median(found) for name, found in kilobytes.items()}
    rate = {name: max(found) for name, found in rates.items()}
    return [
        Row(
            "memory of an idle connection against Node",
            memory["ours"],
            "KB",
            memory["node"],
            "<= 1.5",
        ),
        Row("memory of an idle connection against stock", memory["ours"], "KB", memory["stock"]),
        Row("connecting against Node", rate["ours"], "connections/s", rate["node"], ">= 1.0"),
        Row("connecting against stock", rate["ours"], "connections/s", rate["stock"]),
    ]
