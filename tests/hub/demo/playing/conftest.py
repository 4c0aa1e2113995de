"""The page *Play the customer* over its API, with the stand-ins on the other end."""

from collections.abc import AsyncIterator

import httpx2
import pytest
from starlette.types import Receive, Scope, Send

from hub.demo.connecting import connect
from hub.demo.play.app import PlayFirst, build
from hub.demo.play.shapes import Visit
from hub.demo.stand_ins import StandIns, stand_ins
from hub.wiring import Hub
from tests.hub.demo.conftest import loaded_hub

OURS = {"X-Play": "1"}


@pytest.fixture(scope="package")
async def loaded(mongodb_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hub]:
    """One that is played with: the other tests look at theirs."""
    async with loaded_hub(mongodb_url, tmp_path_factory.mktemp("demo"), "demo_played") as hub:
        yield hub


@pytest.fixture(scope="package")
async def others() -> AsyncIterator[StandIns]:
    async with stand_ins() as started:
        yield started


@pytest.fixture(scope="package")
async def page(loaded: Hub, others: StandIns) -> AsyncIterator[httpx2.AsyncClient]:
    async def hub(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 418, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    sides = await connect(loaded, others)
    app = PlayFirst(hub, build(sides, [Visit(id="v", name="Situs")], ()))
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://demo") as http:
        yield http
