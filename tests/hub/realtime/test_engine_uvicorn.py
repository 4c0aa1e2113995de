"""What the fast path relies on in uvicorn and the event loops, and that it is really taken.

When one of these fails after an upgrade of uvicorn, see hub/realtime/websocket_protocol.py: without
that class everything still works by way of ASGI, several times slower.
"""

import asyncio
import inspect
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import uvicorn

from hub.realtime import asgi_door, websocket_protocol
from hub.realtime.fan_out import encode, write_all
from hub.realtime.limits import Limits
from tests.hub.realtime.engine_server import AGENT, serving

ROOT = Path(__file__).parents[3]


def test_uvicorn_is_the_version_that_the_protocol_was_written_for() -> None:
    assert version("uvicorn").startswith("0.54.")
    pins = list((ROOT / "requirements").glob("*.txt"))
    assert any("uvicorn==0.54." in pin.read_text() for pin in pins)


async def test_a_websocket_takes_the_protocol_and_never_asgi(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asgi_door.AsgiDoor, "__call__", None)
    async with serving() as served, served.raw() as raw:
        wire = served.agents.sockets[0].connection.wire
        assert wire is not None
        assert wire.fd >= 0
        writes: list[int] = []
        monkeypatch.setattr(type(wire), "write", lambda *_: writes.append(1))
        write_all(served.engine.sockets_in(AGENT, ["room"]), encode(AGENT, "fast", None))
        assert "fast" in str(await raw.recv())
        assert writes == []


def test_uvicorn_builds_and_ends_a_protocol_as_ours_expects() -> None:
    """The constructor's arguments, the hand-over of the request in one piece, and shutdown."""
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

    hand_over = inspect.getsource(HttpToolsProtocol.handle_websocket_upgrade)
    for used in (
        "config=self.config", "server_state=self.server_state", "app_state=self.app_state",
        "protocol.connection_made(self.transport)", 'protocol.data_received(b"".join(output))',
        "self.transport.set_protocol(protocol)",
    ):  # fmt: skip
        assert used in hand_over
    assert "connection.shutdown()" in inspect.getsource(uvicorn.Server.shutdown)
    assert hasattr(websocket_protocol.WebSocketProtocol, "shutdown")


async def test_uvicorns_own_stop_closes_websockets_so_that_clients_come_back() -> None:
    async with serving() as served, served.raw() as raw:
        (protocol,) = served.protocols()
        protocol.shutdown()
        await raw.wait_closed()
        assert raw.close_code == 1001


CHECK_LOOP = """
import asyncio, sys
sys.path.insert(0, {root!r})
from tests.hub.realtime.engine_server import AGENT, serving
from hub.realtime.fan_out import encode, write_all

async def main():
    async with serving() as served, served.raw() as raw:
        wire = served.agents.sockets[0].connection.wire
        assert wire.fd >= 0, wire
        for number in range(50):
            write_all(served.engine.sockets_in(AGENT, ["room"]), encode(AGENT, "n", number))
        for number in range(50):
            assert await raw.recv() == f'42/agent,["n",{{number}}]'
    print(type(asyncio.get_running_loop()).__module__)

{runner}
"""


@pytest.mark.parametrize(
    ("loop", "runner"),
    [
        ("uvloop", "import uvloop; asyncio.run(main(), loop_factory=uvloop.new_event_loop)"),
        ("asyncio", "asyncio.run(main())"),
    ],
)
async def test_the_fast_path_is_taken_on_both_event_loops(loop: str, runner: str) -> None:
    if sys.version_info < (3, 12):
        runner = runner.replace(
            "asyncio.run(main(), loop_factory=uvloop.new_event_loop)",
            "asyncio.Runner(loop_factory=uvloop.new_event_loop).run(main())",
        )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CHECK_LOOP.format(root=str(ROOT), runner=runner),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await asyncio.wait_for(process.communicate(), 30)
    assert (process.returncode, out.decode().split(".")[0].strip()) == (0, loop), err.decode()


@pytest.mark.parametrize("change", [{"sec-websocket-version": "8"}, {"sec-websocket-key": "short"}])
async def test_a_wrong_handshake_is_refused(change: dict[str, str]) -> None:
    headers = {
        "host": "x", "upgrade": "websocket", "connection": "Upgrade",
        "sec-websocket-version": "13", "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }  # fmt: skip
    async with serving(Limits()) as served:
        for path, fields, status in (
            ("/socket.io/?EIO=4&transport=websocket", headers, b"101"),
            ("/socket.io/?EIO=4&transport=websocket", headers | change, b"400"),
            ("/socket.io/?EIO=3&transport=websocket", headers, b"400"),
            ("/socket.io/?EIO=4&transport=other", headers, b"400"),
            ("/elsewhere?EIO=4&transport=websocket", headers, b"400"),
        ):
            reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
            lines = [f"GET {path} HTTP/1.1", *(f"{k}: {v}" for k, v in fields.items()), "", ""]
            writer.write("\r\n".join(lines).encode())
            assert (await reader.readline()).split()[1] == status
            writer.close()
