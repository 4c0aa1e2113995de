"""A mongod that is no replica set, which the hub must refuse in one clear line."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from hub.kit import child_process
from hub.store.private_mongod import find_binary


@asynccontextmanager
async def lone_mongod(folder: Path) -> AsyncIterator[str]:
    port = child_process.free_port()
    command = [str(find_binary()), "--dbpath", str(folder), "--port", str(port), "--quiet"]
    command += ["--bind_ip", "127.0.0.1", "--nounixsocket", "--wiredTigerCacheSizeGB", "0.25"]
    process = await child_process.start_dependent(command, output=folder / "mongod.log")
    try:
        while child_process.is_free(port):
            assert process.returncode is None, (folder / "mongod.log").read_text()
            await asyncio.sleep(0.05)
        yield f"mongodb://127.0.0.1:{port}/"
    finally:
        await child_process.end(process, 15)
