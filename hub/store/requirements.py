"""What the hub needs of MongoDB and Redis, checked before anything else is opened.

A wrong server is refused with one line; one that is away is waited for, and said so once.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from pymongo import AsyncMongoClient
from pymongo.errors import (
    ConfigurationError,
    ConnectionFailure,
    InvalidURI,
    OperationFailure,
    PyMongoError,
)
from pymongo.uri_parser import parse_uri
from redis.exceptions import AuthenticationError, RedisError, ResponseError
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from hub.kit.dice import DICE
from hub.kit.errors import HubError, Unavailable
from hub.store.redis import open_redis

OLDEST_MONGODB = (6, 0)
OLDEST_REDIS = (6, 0)
FIRST_WAIT_SECONDS = 0.25
LONGEST_WAIT_SECONDS = 5.0
SELECTION_MILLISECONDS = 2000

Say = Callable[[str], None]
Check = Callable[[str], Awaitable[None]]


class Away(Unavailable):
    """Not reachable now; waiting makes sense."""


class MongodbUnsuitable(HubError):
    """Reachable, and waiting will not help."""


class RedisUnsuitable(HubError):
    """Reachable, and waiting will not help."""


async def check_mongodb(client: AsyncMongoClient[Any]) -> None:
    """Raises Away, or MongodbUnsuitable with one line that says what to do."""
    try:
        hello = await client.admin.command("hello")
        version = (await client.server_info())["versionArray"]
        await client.admin.command("listDatabases", nameOnly=True)
    except ConnectionFailure as failure:
        raise Away(f"HUB_MONGODB_URL: MongoDB is away: {_short(failure)}") from None
    except OperationFailure as failure:
        raise MongodbUnsuitable(f"HUB_MONGODB_URL: MongoDB refuses us: {_short(failure)}") from None
    if tuple(version[:2]) < OLDEST_MONGODB:
        found = ".".join(str(part) for part in version[:3])
        raise MongodbUnsuitable(
            f"HUB_MONGODB_URL: MongoDB {found} is too old; 6.0 or newer is needed."
        )
    if not hello.get("setName") and hello.get("msg") != "isdbgrid":
        raise MongodbUnsuitable(
            "HUB_MONGODB_URL: this mongod is no replica set, so it has no transactions; start it "
            "with --replSet rs0 and run rs.initiate() once (one member is enough)."
        )


async def check_mongodb_at(url: str) -> None:
    """``check_mongodb`` with a client of its own. Raises Away or MongodbUnsuitable."""
    try:
        client: AsyncMongoClient[Any] = AsyncMongoClient(
            url, serverSelectionTimeoutMS=SELECTION_MILLISECONDS, connectTimeoutMS=2000
        )
    except (ConfigurationError, InvalidURI, ValueError) as error:
        raise MongodbUnsuitable(f"HUB_MONGODB_URL: {_short(error)}") from None
    try:
        await check_mongodb(client)
    except Away:
        await _explain_missing_set(url)
        raise
    except PyMongoError as error:
        raise MongodbUnsuitable(f"HUB_MONGODB_URL: {_short(error)}") from None
    finally:
        await client.close()


async def mongodb_version(url: str) -> tuple[int, ...]:
    """The three numbers of the version, of a server that ``check_mongodb_at`` found suitable."""
    client: AsyncMongoClient[Any] = AsyncMongoClient(
        url, serverSelectionTimeoutMS=SELECTION_MILLISECONDS
    )
    try:
        return tuple((await client.server_info())["versionArray"][:3])
    finally:
        await client.close()


async def _explain_missing_set(url: str) -> None:
    """A URL with ?replicaSet= finds nobody at a server that is not of that set; asked directly,
    the server tells why. Raises MongodbUnsuitable then."""
    try:
        client: AsyncMongoClient[Any] = AsyncMongoClient(
            url, directConnection=True, replicaSet=None, serverSelectionTimeoutMS=500
        )
    except (ConfigurationError, ValueError):
        return  # several servers are named, of which none is a primary now
    try:
        await check_mongodb(client)
        hello = await client.admin.command("hello")
    except (Away, PyMongoError):
        return
    finally:
        await client.close()
    options = parse_uri(url, warn=False)["options"]
    wished = {name.lower(): value for name, value in options.items()}.get("replicaset")
    if wished and wished != hello.get("setName"):
        raise MongodbUnsuitable(
            f"HUB_MONGODB_URL: the replica set is named {hello.get('setName')!r}, not {wished!r}."
        )


async def check_redis_at(url: str) -> None:
    """Raises Away, or RedisUnsuitable with one line that says what to do."""
    client = open_redis(url)
    try:
        info = await client.info("server")
    except AuthenticationError as error:
        raise RedisUnsuitable(f"HUB_REDIS_URL: Redis refuses us: {_short(error)}") from None
    except (RedisConnectionError, RedisTimeoutError, OSError) as error:
        raise Away(f"HUB_REDIS_URL: Redis is away: {_short(error)}") from None
    except (RedisError, ResponseError) as error:
        raise RedisUnsuitable(f"HUB_REDIS_URL: {_short(error)}") from None
    finally:
        await client.aclose()
    found = str(info["redis_version"])
    if tuple(int(part) for part in found.split(".")[:2]) < OLDEST_REDIS:
        raise RedisUnsuitable(f"HUB_REDIS_URL: Redis {found} is too old; 6.0 or newer is needed.")


async def wait_for(check: Check, url: str, say: Say) -> None:
    """Return when ``check`` passes. Away is told once and retried; anything else is raised."""
    wait = FIRST_WAIT_SECONDS
    was_away = False
    while True:
        try:
            await check(url)
        except Away as away:
            if not was_away:
                say(f"{away.detail} Trying again until it answers.")
                was_away = True
            await asyncio.sleep(wait * DICE.uniform(0.5, 1.0))
            wait = min(wait * 2, LONGEST_WAIT_SECONDS)
            continue
        if was_away:
            say(f"{check.__name__.split('_')[1].capitalize()} answers again.")
        return


def _short(error: Exception) -> str:
    """The first sentence of a driver's error, without its long description of the topology."""
    text = str(error).split(", Timeout:")[0].split(" (configured timeouts")[0]
    return " ".join(text.split())[:200].rstrip(".") + "."
