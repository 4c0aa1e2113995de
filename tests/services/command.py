"""Runs ``python -m hub`` as an operator does: a process of its own with nothing but the given settings."""

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

_started: list[asyncio.subprocess.Process] = []


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


async def hub(
    *arguments: str, cwd: Path, given: str | None = None, timeout: float = 50, **settings: str
) -> Outcome:
    """Run one command to its end; ``given`` goes to its standard input."""
    process = await start_hub(*arguments, cwd=cwd, **settings)
    try:
        out, err = await asyncio.wait_for(
            process.communicate((given or "").encode()), timeout=timeout
        )
    except TimeoutError:
        process.kill()
        out, err = await process.communicate()
        raise AssertionError(f"no end after {timeout} s: {out!r} {err!r}") from None
    assert process.returncode is not None
    return Outcome(process.returncode, out.decode(), err.decode())


async def start_hub(*arguments: str, cwd: Path, **settings: str) -> asyncio.subprocess.Process:
    """Start one command in folder ``cwd``, where no .env of the developer lies."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "hub", *arguments),
        cwd=cwd,
        env={**kept, "PYTHONPATH": str(ROOT), **settings},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    _started.append(process)
    return process


async def kill_what_still_runs() -> None:
    """After a test that failed before it stopped what it had started."""
    while _started:
        process = _started.pop()
        if process.returncode is None:
            process.kill()
            await process.communicate()
