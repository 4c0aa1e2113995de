"""The commands as processes: they start, serve, stop in order, and survive what happens to them."""

import asyncio
import signal
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient, ConnectError, Response

from hub.kit.child_process import command_line, free_port, read_pid
from tests.services.command import hub, start_hub
from tests.services.redis_server import RedisServer

SECRET = "s" * 32
PASSWORD = "kata-sandi-panjang-7"


async def until_ready(port: int, process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(30), AsyncClient() as client:
        while process.returncode is None:
            try:
                if (await client.get(f"http://127.0.0.1:{port}/readyz")).status_code == 200:
                    return
            except ConnectError:
                pass
            await asyncio.sleep(0.1)
    raise AssertionError((await process.communicate())[1].decode())


async def until_it_can_be_told_to_stop(process: asyncio.subprocess.Process) -> None:
    """A Python that is still reading its modules is simply ended by SIGTERM, as is right."""
    async with asyncio.timeout(30):
        while not hears(process.pid, signal.SIGTERM):
            assert process.returncode is None
            await asyncio.sleep(0.05)


def hears(pid: int, number: signal.Signals) -> bool:
    status = Path(f"/proc/{pid}/status").read_text()
    [caught] = [line for line in status.splitlines() if line.startswith("SigCgt:")]
    return bool(int(caught.split()[1], 16) >> (number - 1) & 1)


async def sign_in(port: int) -> Response:
    async with AsyncClient(base_url=f"http://127.0.0.1:{port}/api/v1") as client:
        body = {"email": "ana@toko.example", "password": PASSWORD}
        return await client.post("/auth/sign-in", json=body)


async def stop(process: asyncio.subprocess.Process) -> str:
    process.send_signal(signal.SIGTERM)
    _, err = await asyncio.wait_for(process.communicate(), 22)
    assert process.returncode == 0, err.decode()
    assert b"Traceback" not in err, err.decode()
    return err.decode()


async def test_serve_runs_alone_and_keeps_its_data_over_kill_9(tmp_path: Path) -> None:
    port = free_port()
    made = await hub(
        "create-admin", "ana@toko.example", cwd=tmp_path, given=PASSWORD + "\n", HUB_PORT=str(port)
    )
    assert made.code == 0, made
    first = await start_hub("serve", cwd=tmp_path, HUB_PORT=str(port))
    await until_ready(port, first)
    assert (await sign_in(port)).status_code == 200
    beside = await hub("create-admin", "budi@toko.example", cwd=tmp_path, given=PASSWORD + "\n")
    assert beside.code == 0, beside
    first.kill()
    await first.communicate()
    second = await start_hub("serve", cwd=tmp_path, HUB_PORT=str(port))
    await until_ready(port, second)
    assert (await sign_in(port)).status_code == 200
    await stop(second)
    mongod = read_pid(tmp_path / ".data" / "mongod" / "pid")
    assert mongod is None or not command_line(mongod)


@pytest.mark.parametrize("password", ["", "short"])
async def test_a_weak_password_is_refused_with_one_line(tmp_path: Path, password: str) -> None:
    seen = await hub("create-admin", "ana@toko.example", cwd=tmp_path, given=password + "\n")
    assert seen.code == 1
    assert len(seen.err.splitlines()) == 1, seen.err


async def test_the_roles_run_apart_over_redis(
    tmp_path: Path, mongodb_url: str, redis_url: str
) -> None:
    port = free_port()
    shared: dict[str, Any] = {
        "HUB_MONGODB_URL": mongodb_url,
        "HUB_REDIS_URL": redis_url,
        "HUB_SECRET_KEY": SECRET,
        "HUB_PORT": str(port),
    }
    assert (await hub("migrate", cwd=tmp_path, **shared)).code == 0
    roles = [await start_hub(role, cwd=tmp_path, **shared) for role in ("web", "relay", "worker")]
    await until_ready(port, roles[0])
    for process in roles:
        await until_it_can_be_told_to_stop(process)
    for process in roles:
        await stop(process)


async def test_a_role_waits_for_redis_says_so_once_and_goes_on(
    tmp_path: Path, mongodb_url: str
) -> None:
    (tmp_path / "redis").mkdir()
    redis = RedisServer(tmp_path / "redis")
    process = await start_hub(
        "relay",
        cwd=tmp_path,
        HUB_MONGODB_URL=mongodb_url,
        HUB_REDIS_URL=redis.url,
        HUB_SECRET_KEY=SECRET,
    )
    assert process.stderr is not None
    away = await asyncio.wait_for(process.stderr.readline(), 20)
    assert away.startswith(b"HUB_REDIS_URL: Redis is away: ")
    await asyncio.to_thread(redis.start)
    try:
        again = await asyncio.wait_for(process.stderr.readline(), 20)
        assert again == b"Redis answers again.\n"
        await stop(process)
    finally:
        redis.stop()


async def test_waiting_can_be_stopped(tmp_path: Path) -> None:
    away = f"mongodb://127.0.0.1:{free_port()}/?replicaSet=rs0"
    process = await start_hub(
        "serve", cwd=tmp_path, HUB_MONGODB_URL=away, HUB_PORT=str(free_port())
    )
    assert process.stderr is not None
    line = await asyncio.wait_for(process.stderr.readline(), 20)
    assert line.startswith(b"HUB_MONGODB_URL: MongoDB is away: ")
    await stop(process)
