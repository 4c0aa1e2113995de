from collections.abc import AsyncIterator

import pytest

from tests.services.command import kill_what_still_runs


@pytest.fixture(autouse=True)
async def nothing_left_running() -> AsyncIterator[None]:
    yield
    await kill_what_still_runs()
