"""One hub, one Chromium and one customer's site for all tests; a house and browsers for each."""

import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import Browser, BrowserContext, expect

from tests.browser.agent import Agent
from tests.browser.chromium import SECONDS, chromium, somebody
from tests.browser.houses import House, build_houses
from tests.browser.play import Demo
from tests.browser.served import ROOT, ServedHub, customers_site
from tests.browser.side_by_side import SideBySide
from tests.browser.visitor import Visitor

HERE = ROOT / "tests" / "browser"

LEAST_HOUSES = 8
"""However few tests are run: chats are also handed to departments of other houses."""

Somebody = Callable[..., Awaitable[BrowserContext]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            # The first one also builds the faces when nobody has, and starts the hub.
            item.add_marker(pytest.mark.timeout(240))


@pytest.fixture(scope="session")
def faces() -> None:
    """The built faces, as `make test` has made them already."""
    built = ROOT / "web" / "dist"
    if not all((built / name).exists() for name in ("inbox/index.html", "loader/widget.js")):
        made = subprocess.run(
            ["make", "faces"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert made.returncode == 0, f"build the web faces with: make faces\n{made.stderr}"


@pytest.fixture(scope="session")
async def hub(
    faces: None, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[ServedHub, list[House]]]:
    data_dir = tmp_path_factory.mktemp("served")
    # Other folders call something else a house.
    here = (item for item in request.session.items if item.path.is_relative_to(HERE))
    wanted = sum("house" in getattr(item, "fixturenames", ()) for item in here)
    houses = await build_houses(data_dir, max(wanted, LEAST_HOUSES))
    served = ServedHub(data_dir)
    await served.start()
    yield served, houses
    await served.stop()


@pytest.fixture
def served(hub: tuple[ServedHub, list[House]]) -> ServedHub:
    return hub[0]


@pytest.fixture
def house(hub: tuple[ServedHub, list[House]]) -> House:
    """One that no other test uses."""
    return hub[1].pop()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    with customers_site() as origin:
        yield origin


@pytest.fixture(scope="session")
async def demo(faces: None, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    made = Demo(tmp_path_factory.mktemp("demo"))
    await made.start()
    yield made
    await made.stop()


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    expect.set_options(timeout=SECONDS * 1000)
    async with chromium() as browser:
        yield browser


@pytest.fixture
async def new_person(browser: Browser) -> AsyncIterator[Somebody]:
    """Makes browsers of single persons, closed after the test."""
    async with AsyncExitStack() as stack:

        async def make(**wishes: object) -> BrowserContext:
            context = await somebody(browser, **wishes)  # type: ignore[arg-type]
            stack.push_async_callback(context.close)
            return context

        yield make


@pytest.fixture
async def pair(served: ServedHub, house: House, site: str, new_person: Somebody) -> SideBySide:
    """Maya with the widget open on a shop's page, and Sari signed in with the queue before her."""
    maya = await Visitor.at(await new_person(), site, served.url, house.channel_id)
    await maya.is_known_as("Maya Putri")
    await maya.open()
    sari = await Agent.signed_in(await new_person(), served.url, house.sari)
    await sari.open("queued")
    return SideBySide(maya, sari)
