import asyncio
import json
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient

from hub.kit.child_process import command_line, free_port
from tests.services.command import ROOT, start_hub


async def until_printed(process: asyncio.subprocess.Process) -> str:
    """The sheet, once it is printed whole."""
    assert process.stdout is not None
    async with asyncio.timeout(50):
        sheet = b""
        while b"Ctrl-C ends all" not in sheet:
            line = await process.stdout.readline()
            assert line, (sheet, await process.communicate())
            sheet += line
    return sheet.decode()


def written(folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((folder / ".data" / "demo" / "demo.json").read_text())
    return made


async def sign_in_all(made: dict[str, Any]) -> None:
    async with AsyncClient(base_url=made["url"], timeout=20) as client:
        for account in made["accounts"]:
            body = {"email": account["email"], "password": account["password"]}
            answer = await client.post("/api/v1/auth/sign-in", json=body)
            assert answer.status_code == 200, (account, answer.text)
            assert answer.json()["member"]["role"] == account["role"]


@pytest.mark.timeout(180)
async def test_the_demo_runs_ends_on_ctrl_c_and_returns_after_kill_9_with_its_data(
    tmp_path: Path,
) -> None:
    port = str(free_port())
    first = await start_hub("demo", cwd=tmp_path, HUB_PORT=port)
    sheet = await until_printed(first)
    made = written(tmp_path)
    assert made["url"] == f"http://127.0.0.1:{port}"
    assert {account["role"] for account in made["accounts"]} == {"admin", "supervisor", "agent"}
    for account in made["accounts"]:
        assert account["email"] in sheet
        assert account["password"] in sheet
    assert all(set(channel) == {"kind", "id", "name"} for channel in made["channels"])
    await sign_in_all(made)
    first.send_signal(signal.SIGINT)
    _, err = await asyncio.wait_for(first.communicate(), 20)
    assert first.returncode == 0, err.decode()
    assert b"Traceback" not in err, err.decode()

    second = await start_hub("demo", cwd=tmp_path, HUB_PORT=port)
    await until_printed(second)
    second.kill()
    await second.communicate()

    third = await start_hub("demo", cwd=tmp_path, HUB_PORT=port)
    await until_printed(third)
    again = written(tmp_path)
    # The mail server lies in memory, on another port each time.
    assert again.pop("mailUrl") and made.pop("mailUrl")
    assert again == made
    await sign_in_all(made)
    third.terminate()
    await third.communicate()
    assert third.returncode == 0


async def test_a_taken_port_moves_the_demo_to_the_next(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        process = await start_hub("demo", cwd=tmp_path, HUB_PORT=str(port))
        await until_printed(process)
    made = written(tmp_path)
    assert int(made["url"].rpartition(":")[2]) > port
    await sign_in_all(made)
    process.terminate()
    await process.communicate()


async def test_whoever_kills_make_ends_the_demo(tmp_path: Path) -> None:
    shell = await asyncio.create_subprocess_exec(
        *("sh", "-c", f"{sys.executable} -m hub demo & echo $!; wait"),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "MAKELEVEL": "1", "HUB_PORT": str(free_port())},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert shell.stdout is not None
    demo = int(await shell.stdout.readline())
    await until_printed(shell)
    shell.kill()
    async with asyncio.timeout(20):
        while command_line(demo):
            await asyncio.sleep(0.05)
    await shell.communicate()
