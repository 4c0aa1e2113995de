"""Calling the doors as people do: a client with a base address, and who is signed in."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx2
from argon2 import PasswordHasher
from starlette.types import ASGIApp

from models.documents.base import Id

PASSWORD = "benang biru empat"
PUBLIC_URL = "http://hub.test"


@cache
def password_hash() -> str:
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)


class Api:
    """``token`` goes as a bearer; without one the client's cookies speak."""

    def __init__(self, app: ASGIApp, address: str = "203.0.113.7") -> None:
        transport = httpx2.ASGITransport(
            app=app, client=(address, 40_000), raise_app_exceptions=False
        )
        self.client = httpx2.AsyncClient(transport=transport, base_url=PUBLIC_URL)

    async def request(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx2.Response:
        sent = dict(headers or {})
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"
        address = path if path.startswith("/api") else f"/api/v1{path}"
        if body is None:
            return await self.client.request(method, address, headers=sent)
        return await self.client.request(method, address, headers=sent, json=body)

    async def get(self, path: str, **more: Any) -> httpx2.Response:
        return await self.request("GET", path, **more)

    async def post(self, path: str, body: Any = None, **more: Any) -> httpx2.Response:
        return await self.request("POST", path, body, **more)

    async def patch(self, path: str, body: Any = None, **more: Any) -> httpx2.Response:
        return await self.request("PATCH", path, body, **more)

    async def put(self, path: str, body: Any = None, **more: Any) -> httpx2.Response:
        return await self.request("PUT", path, body, **more)

    async def delete(self, path: str, **more: Any) -> httpx2.Response:
        return await self.request("DELETE", path, **more)

    async def sign_in(self, email: str) -> dict[str, Any]:
        answer = await self.post("/auth/sign-in", {"email": email, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        self.client.cookies.clear()
        body: dict[str, Any] = answer.json()
        return body


@dataclass(frozen=True)
class Staff:
    """Tokens of three members, and their ids. Rina supervises Ana; both are in Sales."""

    admin: str
    supervisor: str
    agent: str
    admin_id: Id
    supervisor_id: Id
    agent_id: Id
    sales_id: Id
    billing_id: Id


@dataclass(frozen=True)
class Site:
    chat_id: Id
    closed_id: Id
