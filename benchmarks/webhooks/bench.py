"""Webhooks as Meta sends them: 200 a second, half of them repeats, answered after the commit.

The hub runs in a process of its own; the time of a call runs from the request to its answer. And as
fast as it goes, to see how far 200 is from the end.
"""

import asyncio
import json
import statistics
import time
from contextlib import AsyncExitStack

from benchmarks.caller import Caller
from benchmarks.rows import Row
from benchmarks.screen.bench import hub
from benchmarks.services import SECRET, furnish, mongod, opened
from channels_adapters.whatsapp.signing import signature_of
from hub.kit.clock import SystemClock
from hub.kit.sealing import seal
from hub.kit.tokens import Signer
from hub.store.mongo import Store
from models.documents import Channel, Message

PER_SECOND = 200
SECONDS = 15
WARM_UP_SECONDS = 3
CUSTOMERS = 200
FLOOD = 6_000
AT_ONCE = 100
APP_SECRET = "a1b2c3d4e5f60718293a4b5c6d7e8f90"
NUMBER, ACCOUNT = "106540352242922", "102290129340398"


def body_of(number: int) -> bytes:
    """One message; the same number is the same message."""
    wa_id = str(6_281_200_000_000 + number % CUSTOMERS)
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "622150001234", "phone_number_id": NUMBER},
        "contacts": [{"profile": {"name": f"Dewi {wa_id[-3:]}"}, "wa_id": wa_id}],
        "messages": [
            {
                "from": wa_id,
                "id": f"wamid.{number:020}",
                "timestamp": str(1_795_651_200 + number),
                "type": "text",
                "text": {"body": f"Halo, ini pesan nomor {number} tentang paket saya"},
            }
        ],
    }
    entry = {"id": ACCOUNT, "changes": [{"field": "messages", "value": value}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


async def _number(store: Store) -> Channel:
    channel = Channel(
        kind="whatsapp",
        name="Bench",
        settings={"phone_number_id": NUMBER, "waba_id": ACCOUNT},
        secret_names=["app_secret"],
        created_at=store.clock.now(),
    )
    key = Signer(SECRET, SystemClock()).derived_key("channel secrets")
    channel.sealed_secrets = seal(key, {"app_secret": APP_SECRET}, str(channel.id))
    await store.insert(channel)
    return channel


async def _call(caller: Caller, number: int) -> float:
    raw = body_of(number)
    headers = {
        "Content-Type": "application/json",
        "X-Hub-Signature-256": signature_of(raw, APP_SECRET),
    }
    began = time.perf_counter()
    assert await caller.post(raw, headers) == 200
    return time.perf_counter() - began


async def _at_pace(caller: Caller, seconds: int, first: int) -> list[float]:
    """At an even pace, whatever the answers take; each message twice."""
    loop = asyncio.get_running_loop()
    started, calls = loop.time(), []
    for n in range(PER_SECOND * seconds):
        await asyncio.sleep(max(0.0, started + n / PER_SECOND - loop.time()))
        calls.append(asyncio.create_task(_call(caller, first + n // 2)))
    return await asyncio.gather(*calls)


async def _flood(caller: Caller, first: int) -> float:
    left = iter([first + n // 2 for n in range(FLOOD)])

    async def one() -> None:
        for number in left:
            await _call(caller, number)

    began = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(AT_ONCE)))
    return FLOOD / (time.perf_counter() - began)


async def measure() -> list[Row]:
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(mongod())
        store = await stack.enter_async_context(opened(url))
        await furnish(store, 1)
        channel = await _number(store)
        base = await stack.enter_async_context(hub(url, ("serve",), ""))
        caller = Caller(f"{base}/webhooks/{channel.id}")
        stack.callback(caller.close)
        await _at_pace(caller, WARM_UP_SECONDS, 1_000_000)
        took = sorted(await _at_pace(caller, SECONDS, 2_000_000))
        most = await _flood(caller, 3_000_000)
        stored = await store.count(Message, {}, limit=10_000_000)
        sent = (PER_SECOND * (WARM_UP_SECONDS + SECONDS) + FLOOD) // 2
        assert stored == sent, f"{stored} messages stored, {sent} were sent"
    p99 = took[int(len(took) * 0.99)] * 1000
    return [
        Row("webhooks at 200/s, half repeats: median", statistics.median(took) * 1000, "ms"),
        Row("webhooks at 200/s, half repeats: p99", p99, "ms", reach="< 100"),
        Row("webhooks as fast as they are taken, half repeats", most, "webhooks/s"),
    ]


def run() -> list[Row]:
    return asyncio.run(measure())
