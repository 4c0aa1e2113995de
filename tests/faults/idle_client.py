"""A socket that is opened and then left alone: ``python -m tests.faults.idle_client URL TOKEN``.

A process of its own, so that a test can stop it as a closed lid stops a laptop.
"""

import asyncio
import sys

import socketio


async def main(url: str, token: str) -> None:
    client = socketio.AsyncClient(reconnection=False)
    await client.connect(
        url, auth={"token": token}, namespaces=["/agent"], transports=["websocket"]
    )
    await client.wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
