import asyncio
from pathlib import Path
from typing import Any

import pytest
from pymongo import AsyncMongoClient

from hub.kit.child_process import free_port
from hub.store import requirements
from hub.store.requirements import (
    Away,
    MongodbUnsuitable,
    RedisUnsuitable,
    check_mongodb_at,
    check_redis_at,
    wait_for,
)
from tests.services.lone_mongod import lone_mongod
from tests.services.redis_server import RedisServer


async def test_a_replica_set_and_a_redis_of_today_are_suitable(
    mongodb_url: str, redis_url: str
) -> None:
    await check_mongodb_at(mongodb_url)
    await check_redis_at(redis_url)


async def test_a_mongod_that_is_no_replica_set_is_refused(tmp_path: Path) -> None:
    async with lone_mongod(tmp_path) as url:
        with pytest.raises(MongodbUnsuitable, match=r"no replica set.*--replSet") as refused:
            await check_mongodb_at(url)
        assert "\n" not in refused.value.detail
        with pytest.raises(MongodbUnsuitable, match="no replica set"):
            await check_mongodb_at(f"{url}?replicaSet=rs0")


async def test_a_wrong_name_of_the_set_is_told_apart_from_being_away(mongodb_url: str) -> None:
    wrong = mongodb_url.partition("?")[0] + "?replicaSet=other"
    with pytest.raises(MongodbUnsuitable, match="'simpul', not 'other'") as refused:
        await check_mongodb_at(wrong)
    assert "\n" not in refused.value.detail


async def test_a_mongod_that_is_too_old_is_refused(
    mongodb_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requirements, "OLDEST_MONGODB", (99, 0))
    with pytest.raises(MongodbUnsuitable, match=r"MongoDB \d+\.\d+\.\d+ is too old"):
        await check_mongodb_at(mongodb_url)


async def test_a_redis_that_is_too_old_is_refused(
    redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requirements, "OLDEST_REDIS", (99, 0))
    with pytest.raises(RedisUnsuitable, match=r"Redis [\d.]+ is too old"):
        await check_redis_at(redis_url)


async def test_servers_that_are_away_are_away() -> None:
    with pytest.raises(Away, match=r"^HUB_MONGODB_URL: MongoDB is away") as mongodb:
        await check_mongodb_at(f"mongodb://127.0.0.1:{free_port()}/?replicaSet=rs0")
    with pytest.raises(Away, match=r"^HUB_REDIS_URL: Redis is away") as redis:
        await check_redis_at(f"redis://127.0.0.1:{free_port()}")
    for refused in (mongodb, redis):
        assert "\n" not in refused.value.detail
        assert len(refused.value.detail) < 200


@pytest.mark.parametrize(
    "url",
    [
        "mongodb://a:b:c@127.0.0.1/",
        "mongodb://127.0.0.1:port/",
        "mongodb://127.0.0.1/?tls=true&tlsDisableOCSPEndpointCheck=x&tlsInsecure=true&tlsAllowInvalidCertificates=true",
    ],
)
async def test_an_address_that_the_driver_does_not_take_is_refused(url: str) -> None:
    with pytest.raises((MongodbUnsuitable, Away), match=r"^HUB_MONGODB_URL: "):
        await check_mongodb_at(url)


async def test_signing_in_at_a_mongod_without_such_a_user_is_refused(mongodb_url: str) -> None:
    with pytest.raises(MongodbUnsuitable, match="refuses us: Authentication failed"):
        await check_mongodb_at(mongodb_url.replace("mongodb://", "mongodb://anna:geheim@"))


async def test_waiting_says_so_once_and_again_on_recovery(tmp_path: Path) -> None:
    server = RedisServer(tmp_path)
    said: list[str] = []
    waiting = asyncio.create_task(wait_for(check_redis_at, server.url, said.append))
    async with asyncio.timeout(10):
        while not said:
            await asyncio.sleep(0.01)
    assert said[0].startswith("HUB_REDIS_URL: Redis is away")
    await asyncio.to_thread(server.start)
    try:
        await asyncio.wait_for(waiting, 15)
    finally:
        server.stop()
    assert said[1:] == ["Redis answers again."]


async def test_the_client_of_the_store_is_checked_as_well(mongodb_url: str) -> None:
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(mongodb_url)
    async with client:
        await requirements.check_mongodb(client)
