"""A real mailbox to watch, and the client for what is fetched beside it."""

from collections.abc import AsyncIterator, Iterator

import httpx2
import pytest

from channels_adapters.email.dovecot import Dovecot, running


@pytest.fixture
def box() -> Iterator[Dovecot]:
    with running() as dovecot:
        yield dovecot


@pytest.fixture
async def http() -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(timeout=10) as client:
        yield client
