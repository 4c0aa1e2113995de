"""Child processes that do not outlive us, and finding the ones that did.

On Linux the kernel ends the child when its parent dies, even by kill -9. Elsewhere a left-over
is ended at the next start, recognised by its pid file and its command line.
"""

import asyncio
import ctypes
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from channels_adapters.kit.ports import free_ports

PR_SET_PDEATHSIG = 1

# Runs in the child before the program itself. An own small interpreter instead of preexec_fn,
# which may deadlock in a process with threads.
_SHIM = """
import ctypes, os, signal, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(int(sys.argv[1]), signal.SIGTERM)
    if os.getppid() != int(sys.argv[2]):
        sys.exit(1)  # the parent died before the call
os.execv(sys.argv[3], sys.argv[3:])
"""


async def start_dependent(
    command: Sequence[str], *, output: Path, env: Mapping[str, str] | None = None
) -> asyncio.subprocess.Process:
    """Start ``command`` so that it gets SIGTERM when this thread's process dies.

    Call from the main thread: the kernel ties the child to the thread that started it. The child
    has its own session, so Ctrl-C in a terminal reaches the parent only, which ends it in order.
    """
    with output.open("ab") as sink:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", "-S", "-c", _SHIM, str(PR_SET_PDEATHSIG), str(os.getpid())),
            *command,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            env=dict(env) if env is not None else None,
            start_new_session=True,
        )


def end_with_parent() -> None:
    """On Linux, get SIGTERM when the process that started us dies, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


async def end(process: asyncio.subprocess.Process, patience_seconds: float) -> None:
    """SIGTERM, and SIGKILL when that was not enough."""
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), patience_seconds)
    except TimeoutError:
        process.kill()
        await process.wait()


async def end_left_over(pid: int, recognised_by: str, patience_seconds: float) -> bool:
    """End process ``pid`` if its command line holds the argument ``recognised_by``; true if it did."""
    if recognised_by not in command_line(pid):
        return False
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return True
        deadline = asyncio.get_running_loop().time() + patience_seconds
        while asyncio.get_running_loop().time() < deadline:
            if recognised_by not in command_line(pid):
                return True
            await asyncio.sleep(0.05)
    return True


def command_line(pid: int) -> list[str]:
    """The arguments of a running process; empty when there is none, or it is a zombie."""
    try:
        raw = Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return []
        listed = subprocess.run(
            ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, check=False, text=True
        )
        return listed.stdout.split()
    except OSError:
        return []
    return [part.decode("utf-8", "surrogateescape") for part in raw.split(b"\0") if part]


def read_pid(path: Path) -> int | None:
    try:
        return int(path.read_text().strip())
    except (OSError, ValueError):
        return None


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def free_port() -> int:
    """A port that is free at this moment; another program may still take it before it is used."""
    [port] = free_ports(1)
    return port
