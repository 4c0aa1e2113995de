"""The ASGI door: polling over HTTP, and WebSockets where websocket_protocol.py is not in use."""

import asyncio
import base64
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from hub.realtime import frames
from hub.realtime.connection import MALFORMED, TRANSPORT_CLOSED, Connection
from hub.realtime.engineio_server import EngineServer
from hub.realtime.outbox import PACKETS_PER_POLL, encoded
from hub.realtime.request import read_query
from hub.realtime.socket import Handshake
from hub.realtime.upgrade import Upgrade

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_BAD_REQUEST, _OK = 400, 200
_PROBE_SECONDS = 10.0
_CLOSE_SECONDS = 2.0


class BadRequest(Exception):
    """The request does not fit the protocol or the connection."""


class AsgiDoor:
    """An ASGI application for everything under the path of the sockets."""

    def __init__(self, server: EngineServer) -> None:
        self._server = server

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        query = read_query(scope["query_string"].decode("latin-1"))
        if scope["type"] == "websocket":
            await self._websocket(scope, query, headers, receive, send)
            return
        try:
            answer = await self._http(scope, query, headers, receive)
            status = _OK
        except (BadRequest, ValueError):
            answer, status = "Bad request", _BAD_REQUEST
        await send(
            {
                "type": "http.response.start",
                "status": status,
                "headers": _answer_headers(headers),
            }
        )
        await send({"type": "http.response.body", "body": answer.encode()})

    async def _http(
        self, scope: Scope, query: dict[str, str], headers: dict[str, str], receive: Receive
    ) -> str:
        """The body of the answer to one polling request. Raises BadRequest or ValueError."""
        method = scope["method"]
        if method == "OPTIONS":
            return ""
        if query.get("transport") != "polling" or "j" in query:
            raise BadRequest
        if "sid" not in query:
            if method != "GET" or query.get("EIO") != "4":
                raise BadRequest
            connection = self._server.open(Handshake(headers, _address(scope)))
            greeting: str = self._server.greeting(connection, ["websocket"]).encode()
            connection.start_polling()
            return greeting
        if (known := self._server.sockets.get(query["sid"])) is None:
            raise BadRequest
        if method == "GET":
            return _payload(await known.poll())
        if method != "POST" or not known.polling:
            raise BadRequest
        await self._post(known, receive)
        return "ok"

    async def _post(self, connection: Connection, receive: Receive) -> None:
        """Take the packets of one POST. What is malformed or too large closes the connection."""
        limit = self._server.limits.payload
        body, more = b"", True
        while more and len(body) <= limit:
            message = await receive()
            if message["type"] != "http.request":
                raise BadRequest
            body += message.get("body", b"")
            more = message.get("more_body", False)
        try:
            if len(body) > limit:
                raise ValueError("too large")
            for packet in body.decode().split("\x1e"):
                connection.take(packet)
        except ValueError:
            connection.shut(MALFORMED)
        if connection.closed:
            raise BadRequest

    async def _websocket(
        self,
        scope: Scope,
        query: dict[str, str],
        headers: dict[str, str],
        receive: Receive,
        send: Send,
    ) -> None:
        await receive()
        if query.get("transport") != "websocket" or query.get("EIO") != "4":
            await send({"type": "websocket.close"})
            return
        await send({"type": "websocket.accept"})
        connection: Connection | None
        if "sid" in query:
            connection = await self._moved(
                Upgrade(self._server.sockets.get(query["sid"])), receive, send
            )
        else:
            connection = self._server.open(Handshake(headers, _address(scope)))
            connection.move_outbox()
            connection.write_packet(self._server.greeting(connection, []))
        if connection is None:
            await _close(send, frames.PROTOCOL_ERROR)
            return
        await _serve(connection, receive, send)
        connection.shut(TRANSPORT_CLOSED)
        await _close(send, frames.NORMAL_CLOSURE)

    async def _moved(self, upgrade: Upgrade, receive: Receive, send: Send) -> Connection | None:
        """Answer the probe; the connection once it may move here, None when it does not."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_PROBE_SECONDS):
                await _probe(upgrade, receive, send)
        if not upgrade.done:
            upgrade.give_up()
            return None
        upgrade.connection.move_outbox()
        return upgrade.connection


async def _serve(connection: Connection, receive: Receive, send: Send) -> None:
    """Carry packets both ways until the client leaves or the connection is closed."""
    shut = asyncio.Event()
    connection.when_shut = shut.set
    if connection.closed:
        return
    tasks = [
        asyncio.create_task(work)
        for work in (_read(connection, receive), _write(connection, send), shut.wait())
    ]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _probe(upgrade: Upgrade, receive: Receive, send: Send) -> None:
    while not upgrade.done:
        message = await receive()
        answer = upgrade.take(message.get("text") or "")
        if answer is None:
            break
        await send({"type": "websocket.send", "text": answer.decode()})


async def _read(connection: Connection, receive: Receive) -> None:
    while (message := await receive())["type"] == "websocket.receive":
        text = message.get("text")
        connection.take(text if text is not None else message.get("bytes") or b"")


async def _write(connection: Connection, send: Send) -> None:
    while (outbox := connection.outbox) is not None:
        await outbox.wait()
        for packet in outbox.take(PACKETS_PER_POLL):
            whole = encoded(packet)
            kind = "bytes" if isinstance(whole, bytes) else "text"
            await send({"type": "websocket.send", kind: whole})


async def _close(send: Send, code: int) -> None:
    try:
        # A client that reads nothing must not hold us up here.
        async with asyncio.timeout(_CLOSE_SECONDS):
            await send({"type": "websocket.close", "code": code})
    except Exception:  # noqa: S110  # servers differ in what they raise when the client has gone
        pass


def _payload(packets: list[Any]) -> str:
    """One polling answer: packets apart by a record separator, bytes as base64."""
    parts = (encoded(packet) for packet in packets)
    return "\x1e".join(
        "b" + base64.b64encode(part).decode() if isinstance(part, bytes) else part for part in parts
    )


def _address(scope: Scope) -> str:
    return scope["client"][0] if scope.get("client") else ""


def _answer_headers(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """Any origin may read the answer; credentials are not among what browsers then send."""
    answer = [(b"content-type", b"text/plain; charset=UTF-8"), (b"cache-control", b"no-store")]
    if "origin" in headers:
        answer.append((b"access-control-allow-origin", headers["origin"].encode("latin-1")))
        answer.append((b"vary", b"Origin"))
        answer.append((b"access-control-allow-methods", b"GET, POST, OPTIONS"))
    if "access-control-request-headers" in headers:
        allowed = headers["access-control-request-headers"].encode("latin-1")
        answer.append((b"access-control-allow-headers", allowed))
    return answer
