"""Calls to providers go out into the world, or to servers that an admin has named."""

import asyncio
from collections.abc import AsyncIterator

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from channels_adapters.kit.serving import served
from hub.kit.fetching import Fetching, is_public, origin_of


async def _said(request: Request) -> Response:
    return PlainTextResponse("inside")


async def _elsewhere(request: Request) -> Response:
    return RedirectResponse("/inside")


@pytest.fixture
async def inside() -> AsyncIterator[str]:
    """A server of the house."""
    app = Starlette(routes=[Route("/inside", _said), Route("/elsewhere", _elsewhere)])
    async with served(app) as url:
        yield url


@pytest.fixture
async def fetching() -> AsyncIterator[Fetching]:
    made = Fetching()
    yield made
    await made.aclose()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.7",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
    ],
)
def test_an_address_inside_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["157.240.1.1", "2a03:2880:f003::1", "::ffff:157.240.1.1"])
def test_an_address_of_the_world_is_public(address: str) -> None:
    assert is_public(address)


async def test_a_server_inside_is_not_asked_unless_it_was_named(
    inside: str, fetching: Fetching
) -> None:
    named = origin_of(inside)
    assert named is not None
    answer = await fetching.client(frozenset([named])).get(f"{inside}/inside")
    assert answer.text == "inside"

    # Also not over the connection that is open now.
    for url in (inside, inside.replace("127.0.0.1", "localhost")):
        with pytest.raises(httpx2.ConnectError, match="not a public address"):
            await fetching.client(frozenset()).get(f"{url}/inside")


async def test_a_named_server_is_no_door_to_its_neighbours(inside: str, fetching: Fetching) -> None:
    named = origin_of("http://127.0.0.1:1")
    assert named is not None
    with pytest.raises(httpx2.ConnectError, match="not a public address"):
        await fetching.client(frozenset([named])).get(f"{inside}/inside")


async def test_a_redirect_is_not_followed(inside: str, fetching: Fetching) -> None:
    named = origin_of(inside)
    assert named is not None
    answer = await fetching.client(frozenset([named])).get(f"{inside}/elsewhere")
    assert answer.status_code == 307


async def test_a_name_that_leads_inside_later_is_judged_when_connecting(
    inside: str, fetching: Fetching, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []
    real = asyncio.get_running_loop().getaddrinfo

    async def changes_its_mind(host: str, port: int, **more: int) -> object:
        looked_up.append(host)
        return await real("127.0.0.1", port, **more)

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", changes_its_mind)
    with pytest.raises(httpx2.ConnectError, match="not a public address"):
        await fetching.client(frozenset()).get(inside.replace("127.0.0.1", "files.example"))
    assert looked_up == ["files.example"]


def test_what_is_no_web_address_has_no_origin() -> None:
    assert origin_of("https://Graph.Facebook.com/v23") == "https://graph.facebook.com:443"
    for text in ("", "smtp.company.example", "ftp://x", "http://", "http://x:y", "http://[x"):
        assert origin_of(text) is None
