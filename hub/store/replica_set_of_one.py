"""Makes a lone mongod the primary of a replica set of one, also after its port has changed."""

import asyncio
from typing import Any

from pymongo import AsyncMongoClient
from pymongo.errors import OperationFailure, PyMongoError

NAME = "simpul"
NOT_YET_INITIALIZED = 94
ALREADY_INITIALIZED = 23
STEP_SECONDS = 0.05


async def make_primary(port: int) -> None:
    """Return once the mongod on 127.0.0.1:``port`` takes writes; the caller sets the time limit."""
    address = f"127.0.0.1:{port}"
    await _until_it_listens(port)
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(
        f"mongodb://{address}/?directConnection=true", serverSelectionTimeoutMS=500
    )
    try:
        while True:
            try:
                hello = await client.admin.command("hello")
                if hello.get("isWritablePrimary") and hello.get("me") == address:
                    return
                await _configure(client, address)
            except OperationFailure as failure:
                if failure.code == ALREADY_INITIALIZED:
                    await asyncio.sleep(STEP_SECONDS)
                    continue
                await asyncio.sleep(STEP_SECONDS * 4)
            except PyMongoError:
                pass
            await asyncio.sleep(STEP_SECONDS)
    finally:
        await client.close()


async def _until_it_listens(port: int) -> None:
    """The client would try only every half second."""
    while True:
        try:
            _, line = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(STEP_SECONDS)
        else:
            line.close()
            return


async def move(port: int) -> None:
    """Write the address of a mongod that was started without --replSet into its configuration.

    A member that finds another address than its own in its configuration first asks there, and a
    stranger that took the port may leave it waiting for half a minute.
    """
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(
        f"mongodb://127.0.0.1:{port}/?directConnection=true"
    )
    try:
        await client.local["system.replset"].update_one(
            {}, {"$set": {"members.0.host": f"127.0.0.1:{port}"}, "$inc": {"version": 1}}
        )
    finally:
        await client.close()


async def _configure(client: AsyncMongoClient[dict[str, Any]], address: str) -> None:
    """Initiate a new set; force the present address into one that was made under another."""
    try:
        answer = await client.admin.command("replSetGetConfig")
    except OperationFailure as failure:
        if failure.code != NOT_YET_INITIALIZED:
            raise
        members = [{"_id": 0, "host": address}]
        await client.admin.command("replSetInitiate", {"_id": NAME, "members": members})
        return
    config = answer["config"]
    if config["members"][0]["host"] != address:
        config["members"] = [{**config["members"][0], "host": address}]
        config["version"] += 1
        await client.admin.command("replSetReconfig", config, force=True)
