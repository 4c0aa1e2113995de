"""Agents and visitors as real clients: HTTP by httpx2, sockets by python-socketio."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx2 as httpx
import socketio

from hub.process import Process
from models.documents import Channel

PASSWORD = "kata-sandi-demo"


@dataclass
class Picture:
    """A client's state by the rules of the contract: what is newer by version is kept."""

    objects: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    cursor: str | None = None
    ready: int = 0
    resyncs: int = 0
    heartbeats: int = 0
    ephemeral: list[tuple[str, Any]] = field(default_factory=list)

    def take(self, event: str, body: Any) -> None:
        if event == "ready":
            self.ready += 1
            self.cursor = body["cursor"]
        elif event == "resync":
            self.resyncs += 1
            self.objects.clear()
        elif event == "heartbeat":
            self.heartbeats += 1
            self.cursor = body["cursor"]
        elif isinstance(body, dict) and "data" in body:
            self._take_event(body)
        else:
            self.ephemeral.append((event, body))
            if event == "agent.load_changed":
                self._keep("agent", body)

    def _take_event(self, body: dict[str, Any]) -> None:
        self.events.append(body)
        if self.ready:
            self.cursor = body["cursor"]
        if body["data"].get("gone"):
            kind, id = body["object"]["kind"], body["object"]["id"]
            self.objects.get(kind, {}).pop(id, None)
            if kind == "conversation":
                self._forget_thread(id)
            return
        for kind, shape in body["data"].items():
            self._keep(kind, shape)

    def _keep(self, kind: str, shape: dict[str, Any]) -> None:
        known = self.objects.setdefault(kind, {}).get(shape["id"])
        if known is None or known["version"] <= shape["version"]:
            self.objects[kind][shape["id"]] = shape

    def _forget_thread(self, conversation_id: str) -> None:
        messages = self.objects.get("message", {})
        for id in [id for id, one in messages.items() if one["conversationId"] == conversation_id]:
            del messages[id]

    def messages(self) -> list[dict[str, Any]]:
        found = self.objects.get("message", {}).values()
        return sorted(found, key=lambda message: (message["conversationId"], message["number"]))

    def says_online(self, member_id: str) -> bool:
        told = self.objects.get("agent", {}).get(member_id)
        return told is not None and told["state"] == "online"

    def texts(self) -> list[str]:
        return [message["text"] for message in self.messages()]


class Client:
    """One socket that keeps its picture over reconnects, going on from its cursor."""

    def __init__(self, url: str, namespace: str, auth: dict[str, Any], **headers: str) -> None:
        self.url = url
        self.namespace = namespace
        self.auth = auth
        self.headers = headers
        self.picture = Picture()
        self._changed = asyncio.Event()
        self._socket: socketio.AsyncClient | None = None

    async def connect(self, *, transports: list[str] | None = None) -> None:
        client = socketio.AsyncClient(reconnection=False)
        self.picture.ready = 0

        async def take(event: str, *args: Any) -> None:
            if self._socket is client:
                self.picture.take(event, args[0] if args else None)
                self._changed.set()

        client.on("*", take, namespace=self.namespace)
        self._socket = client
        auth = dict(self.auth)
        if self.picture.cursor is not None:
            auth["since"] = self.picture.cursor
        await client.connect(
            self.url,
            auth=auth,
            namespaces=[self.namespace],
            transports=transports or ["websocket"],
            headers=self.headers,
            wait_timeout=10,
        )
        await self.until(lambda picture: picture.ready > 0)

    async def disconnect(self) -> None:
        if self._socket is not None:
            client, self._socket = self._socket, None
            await client.disconnect()

    async def until_closed(self, seconds: float = 10) -> None:
        """Wait until the server has closed the socket."""
        assert self._socket is not None
        await asyncio.wait_for(self._socket.wait(), seconds)

    async def signal(self, event: str, data: dict[str, Any]) -> None:
        assert self._socket is not None
        await self._socket.emit(event, data, namespace=self.namespace)

    async def until(self, holds: Callable[[Picture], bool], seconds: float = 10) -> None:
        """Wait until the picture is so. Raises TimeoutError with what it is instead."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not holds(self.picture):
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), max(end - loop.time(), 0.001))
            except TimeoutError:
                told = [event["type"] for event in self.picture.events]
                raise TimeoutError(f"{self.namespace}: {told}, {self.picture.texts()}") from None


@dataclass
class Running:
    """A hub that listens, and the people who use it."""

    url: str
    process: Process
    channel: Channel
    _people: list["Staff | Visitor"] = field(default_factory=list)

    async def sign_in(self, name: str) -> "Staff":
        http = httpx.AsyncClient(base_url=f"{self.url}/api/v1", timeout=20)
        answer = await http.post(
            "/auth/sign-in", json={"email": f"{name}@paketara.example", "password": PASSWORD}
        )
        assert answer.status_code == 200, answer.text
        token = answer.json()["token"]
        http.cookies.clear()
        http.headers["Authorization"] = f"Bearer {token}"
        live = Client(self.url, "/agent", {"token": token})
        staff = Staff(http, live, answer.json()["member"])
        self._people.append(staff)
        return staff

    async def visit(self, **body: Any) -> "Visitor":
        http = httpx.AsyncClient(base_url=f"{self.url}/api/v1/chat/{self.channel.id}", timeout=20)
        answer = await http.post("/session", json=body)
        assert answer.status_code == 200, answer.text
        token = answer.json()["token"]
        http.headers["Authorization"] = f"Bearer {token}"
        auth = {"channelId": str(self.channel.id), "token": token}
        visitor = Visitor(http, Client(self.url, "/visitor", auth), answer.json())
        self._people.append(visitor)
        return visitor

    async def everybody_leaves(self) -> None:
        for person in self._people:
            await person.live.disconnect()
            await person.http.aclose()


@dataclass
class Staff:
    http: httpx.AsyncClient
    live: Client
    member: dict[str, Any]

    async def is_online(self) -> None:
        """Wait until he has heard that he is."""
        await self.live.until(lambda picture: picture.says_online(self.member["id"]))

    async def post(self, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        return await self.http.post(path, json=body or {})

    async def get(self, path: str, **query: Any) -> Any:
        answer = await self.http.get(path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def answer(self, conversation_id: str, text: str, **more: Any) -> httpx.Response:
        body = {"clientId": uuid4().hex, "text": text, **more}
        return await self.post(f"/conversations/{conversation_id}/messages", body)


@dataclass
class Visitor:
    http: httpx.AsyncClient
    live: Client
    session: dict[str, Any]

    async def write(self, text: str, client_id: str | None = None) -> httpx.Response:
        body = {"clientId": client_id or uuid4().hex, "text": text}
        return await self.http.post("/messages", json=body)

    async def thread(self) -> list[dict[str, Any]]:
        answer = await self.http.get("/messages")
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items
