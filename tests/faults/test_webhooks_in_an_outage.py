"""The database is killed while a provider calls: nobody is told "stored" of what is not, and what is
brought again is taken once.
"""

import asyncio
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx2
import pytest

from channels_adapters.whatsapp.signing import signature_of
from hub.kit.clock import SystemClock
from hub.kit.sealing import seal
from hub.kit.tokens import Signer
from hub.store.bus import LocalBus
from hub.store.mongo import Store
from models.documents import Channel, Message
from tests.faults.house import House, embedded_house
from tests.journeys.conftest import SECRET

pytestmark = [pytest.mark.faults, pytest.mark.timeout(120)]

NUMBER, APP_SECRET = "106540352242922", "rahasia"
AWAY_SECONDS = 8.0
"""Longer than a call waits for the database."""

PEOPLE, MESSAGES = 6, 90


def webhook(number: int) -> bytes:
    message = {
        "from": f"62812{number % PEOPLE:08}",
        "id": f"wamid.{number}",
        "timestamp": str(int(time.time())),
        "type": "text",
        "text": {"body": f"pesan {number}"},
    }
    value = {"metadata": {"phone_number_id": NUMBER}, "messages": [message]}
    entry = {"id": "102290129340398", "changes": [{"field": "messages", "value": value}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


async def connected(store: Store) -> Channel:
    channel = Channel(
        kind="whatsapp",
        name="WhatsApp",
        settings={"phone_number_id": NUMBER, "waba_id": "102290129340398"},
        secret_names=["app_secret"],
        created_at=store.clock.now(),
    )
    key = Signer(SECRET, store.clock).derived_key("channel secrets")
    channel.sealed_secrets = seal(key, {"app_secret": APP_SECRET}, str(channel.id))
    await store.insert(channel)
    return channel


class Provider:
    """Brings each until it is answered 200, as Meta does."""

    def __init__(self, there: House, channel: Channel) -> None:
        self._url = f"{there.webs[0].url}/webhooks/{channel.id}"
        self.answers: Counter[int] = Counter()

    async def brings(self, http: httpx2.AsyncClient, raw: bytes) -> None:
        headers = {"X-Hub-Signature-256": signature_of(raw, APP_SECRET)}
        while True:
            try:
                answer = await http.post(self._url, content=raw, headers=headers)
                self.answers[answer.status_code] += 1
            except httpx2.TransportError:
                self.answers[0] += 1
            else:
                if answer.status_code == 200:
                    return
                assert answer.headers["retry-after"], answer.text
            await asyncio.sleep(0.3)


async def test_what_was_not_stored_comes_again_and_is_taken_once(
    tmp_path: Path, password_hash: str
) -> None:
    async with embedded_house(tmp_path, password_hash) as there:
        store = await Store.open(there.mongod.url, SystemClock(), LocalBus())
        channel = await connected(store)
        meta = Provider(there, channel)
        limits = httpx2.Limits(max_connections=200)
        async with httpx2.AsyncClient(timeout=30, limits=limits) as http:
            tasks: list[asyncio.Task[Any]] = []
            for number in range(MESSAGES):
                raw = webhook(number)
                tasks += [asyncio.create_task(meta.brings(http, raw)) for _ in range(2)]
                if number == MESSAGES // 3:
                    await there.mongod.kill()
                away = MESSAGES // 3 <= number < MESSAGES * 2 // 3
                await asyncio.sleep(AWAY_SECONDS / MESSAGES * 3 if away else 0.02)
                if number == MESSAGES * 2 // 3:
                    await there.mongod.start()
            await asyncio.gather(*tasks)

        found = await store.find(Message, {"channel_id": channel.id})
        await store.close()
    assert Counter(one.external_id for one in found) == {
        f"wamid.{number}": 1 for number in range(MESSAGES)
    }
    assert set(meta.answers) <= {200, 503}
    assert meta.answers[503] > 0
    assert meta.answers[200] == MESSAGES * 2
