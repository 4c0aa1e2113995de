import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import AsyncMongoClient

from hub.kit.child_process import command_line, read_pid
from hub.store import private_mongod as module
from hub.store.private_mongod import DataFolderInUse, PrivateMongodFailed, private_mongod

HOLDER = """
import asyncio, sys
from pathlib import Path
from hub.store.private_mongod import private_mongod
async def hold():
    async with private_mongod(Path(sys.argv[1]), cache_gb=0.25) as url:
        print(url, flush=True)
        await asyncio.sleep(600)
asyncio.run(hold())
"""


@pytest.fixture
async def holder(data_dir: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """Another process that holds a private mongod on ``data_dir``."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDER, str(data_dir), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    await asyncio.wait_for(process.stdout.readline(), 30)
    yield process
    if process.returncode is None:
        process.kill()
    await process.wait()


async def write(url: str, value: str) -> None:
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(url)
    try:
        async with client.start_session() as session, await session.start_transaction():
            await client.kept.values.insert_one({"_id": value}, session=session)
    finally:
        await client.close()


async def values(url: str) -> set[str]:
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(url)
    try:
        return {row["_id"] async for row in client.kept.values.find()}
    finally:
        await client.close()


def mongod_pid(data_dir: Path) -> int:
    pid = read_pid(data_dir / "mongod" / "pid")
    assert pid is not None
    return pid


async def until_gone(pid: int) -> None:
    async with asyncio.timeout(20):
        while command_line(pid):
            await asyncio.sleep(0.02)


async def test_it_takes_transactions_and_keeps_data_and_port_over_a_restart(
    data_dir: Path,
) -> None:
    async with private_mongod(data_dir, cache_gb=0.25) as first:
        await write(first, "one")
        pid = mongod_pid(data_dir)
    assert not command_line(pid)
    async with private_mongod(data_dir, cache_gb=0.25) as second:
        assert second == first
        assert await values(second) == {"one"}


async def test_it_moves_to_another_port_when_its_own_is_taken(data_dir: Path) -> None:
    async with private_mongod(data_dir, cache_gb=0.25) as first:
        await write(first, "one")
    with socket.socket() as other:
        other.bind(("127.0.0.1", int((data_dir / "mongod" / "port").read_text())))
        other.listen()
        async with private_mongod(data_dir, cache_gb=0.25) as second:
            assert second != first
            assert await values(second) == {"one"}
            await write(second, "two")


async def test_it_ends_when_its_parent_is_killed(
    data_dir: Path, holder: asyncio.subprocess.Process
) -> None:
    pid = mongod_pid(data_dir)
    assert command_line(pid)
    holder.kill()
    await until_gone(pid)


async def test_one_left_over_is_recognised_and_ended(
    data_dir: Path, holder: asyncio.subprocess.Process
) -> None:
    pid = mongod_pid(data_dir)
    # Stopped, so that it cannot follow its parent by itself.
    os.kill(pid, signal.SIGSTOP)
    holder.kill()
    await holder.wait()
    assert command_line(pid)
    os.kill(pid, signal.SIGCONT)
    async with private_mongod(data_dir, cache_gb=0.25) as url:
        await write(url, "one")
        assert mongod_pid(data_dir) != pid


async def test_a_stranger_with_the_same_process_id_is_left_alone(data_dir: Path) -> None:
    stranger = await asyncio.create_subprocess_exec("sleep", "600")
    (data_dir / "mongod").mkdir(parents=True)
    (data_dir / "mongod" / "pid").write_text(str(stranger.pid))
    async with private_mongod(data_dir, cache_gb=0.25):
        assert stranger.returncode is None
        assert command_line(stranger.pid) == ["sleep", "600"]
    stranger.kill()
    await stranger.wait()


async def test_a_second_hub_on_the_same_data_folder_is_refused(
    data_dir: Path, holder: asyncio.subprocess.Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.3)
    with pytest.raises(DataFolderInUse, match=f"process {holder.pid}"):
        async with private_mongod(data_dir):
            pass
    assert command_line(mongod_pid(data_dir))


async def test_a_second_hub_waits_for_a_first_that_is_about_to_stop(
    data_dir: Path, holder: asyncio.subprocess.Process
) -> None:
    waiting = asyncio.create_task(start_and_stop(data_dir))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    holder.kill()
    await asyncio.wait_for(waiting, 30)


async def start_and_stop(data_dir: Path) -> None:
    async with private_mongod(data_dir, cache_gb=0.25):
        pass


async def test_it_is_started_again_on_its_port_when_it_dies(data_dir: Path) -> None:
    async with private_mongod(data_dir, cache_gb=0.25) as url:
        await write(url, "one")
        pid = mongod_pid(data_dir)
        os.kill(pid, signal.SIGKILL)
        await until_gone(pid)
        await write(url, "two")
        assert await values(url) == {"one", "two"}
        assert mongod_pid(data_dir) != pid


async def test_without_any_mongod_the_refusal_says_what_to_do(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WHEEL", "no-such-wheel")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PrivateMongodFailed, match=r"install MongoDB 6\.0 or newer"):
        async with private_mongod(data_dir):
            pass


async def test_a_mongod_that_cannot_start_is_told_with_its_log(data_dir: Path) -> None:
    broken = data_dir / "mongod" / "db" / "WiredTiger.turtle"
    broken.parent.mkdir(parents=True)
    broken.write_text("broken")
    (broken.parent / "WiredTiger").write_text("broken")
    (broken.parent / "storage.bson").write_text("broken")
    with pytest.raises(PrivateMongodFailed, match=r"did not start \(exit .*mongod\.log"):
        async with private_mongod(data_dir):
            pass
