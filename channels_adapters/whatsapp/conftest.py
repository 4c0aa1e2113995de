"""A stand-in behind a real server, an account that calls it, and a hook that it calls."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from channels_adapters.base import Account
from channels_adapters.kit.serving import served
from channels_adapters.whatsapp.adapter import ADAPTER
from channels_adapters.whatsapp.settings import WhatsAppSettings
from channels_adapters.whatsapp.simulator import Simulator
from models.envelopes import AnyEnvelope

HUB_URL = "https://hub.example/webhooks/66a1f0c2e4b0a1b2c3d4e5f6"


@dataclass
class Stage:
    """One server for all tests, which shows what each of them puts on it."""

    url: str = ""
    app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app is not None
        await self.app(scope, receive, send)


async def _staged() -> AsyncIterator[Stage]:
    stage = Stage()
    async with served(stage) as stage.url:
        yield stage


meta_stage = pytest.fixture(scope="session")(_staged)
hub_stage = pytest.fixture(scope="session")(_staged)


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    made = Simulator()
    yield made
    await made.close()


@pytest.fixture
def address(simulator: Simulator, meta_stage: Stage) -> str:
    meta_stage.app = simulator.app
    return meta_stage.url


@pytest.fixture
async def account(simulator: Simulator, address: str) -> AsyncIterator[Account]:
    async with httpx2.AsyncClient(timeout=5) as http:
        yield account_of(simulator, address, http)


def account_of(simulator: Simulator, address: str, http: httpx2.AsyncClient) -> Account:
    number = simulator.number
    return Account(
        channel_id="66a1f0c2e4b0a1b2c3d4e5f6",
        settings=WhatsAppSettings(
            phone_number_id=number.id, waba_id=number.waba_id, api_base=address
        ),
        secrets={
            "access_token": number.access_token,
            "app_secret": number.app_secret,
            "verify_token": number.verify_token,
        },
        webhook_url=HUB_URL,
        http=http,
    )


@dataclass
class Hook:
    """What a hub would do with webhooks: check, normalise, keep."""

    account: Account
    url: str = ""
    answers: list[int] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    envelopes: list[AnyEnvelope] = field(default_factory=list)

    async def endpoint(self, request: Request) -> Response:
        if request.method == "GET":
            answer = ADAPTER.handshake(self.account, dict(request.query_params))
            return Response(answer) if answer is not None else Response(status_code=403)
        raw = await request.body()
        if not ADAPTER.is_authentic(self.account, raw, dict(request.headers)):
            return Response(status_code=401)
        answer_with = self.answers.pop(0) if self.answers else 200
        if answer_with == 200:
            self.bodies.append(raw)
            self.envelopes += ADAPTER.normalise(raw)
        await asyncio.sleep(0)
        return Response(status_code=answer_with)


@pytest.fixture
async def hook(simulator: Simulator, account: Account, hub_stage: Stage) -> AsyncIterator[Hook]:
    made = Hook(account)
    hub_stage.app = Starlette(routes=[Route("/hook", made.endpoint, methods=["GET", "POST"])])
    made.url = f"{hub_stage.url}/hook"
    assert await simulator.connect(made.url)
    yield made
    await simulator.close()
