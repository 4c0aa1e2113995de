"""The Bot API itself: calls in, updates out."""

import asyncio
import json
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from channels_adapters.kit.pushing import Patience, Pushes, until_taken
from channels_adapters.telegram.simulator.answers import CutOff, fault_of, no, values_of, yes
from channels_adapters.telegram.simulator.groups import Group
from channels_adapters.telegram.simulator.people import Person
from channels_adapters.telegram.simulator.world import Accepted, Fault, Habits, Pace

TOKEN = "7742091834:AAF-stand-in_token"
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LISTED = ("message", "edited_message", "callback_query", "my_chat_member", "message_reaction")
PATIENCE = Patience(pauses=(0.1, 0.3, 1.0, 3.0), most_tries=50)


@dataclass
class Simulator:
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    token: str = TOKEN
    people: dict[int, Person] = field(default_factory=dict)
    groups: dict[int, Group] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    accepted: list[Accepted] = field(default_factory=list)
    faults: deque[Fault] = field(default_factory=deque)
    habits: Habits = field(default_factory=Habits)
    refused: list[str] = field(default_factory=list)
    is_down: bool = False
    pace: Pace = field(default_factory=Pace)
    webhook_url: str = ""
    webhook_secret: str = ""
    allowed: tuple[str, ...] = LISTED
    next_update: int = 504_000_001
    waiting: dict[int, dict[str, Any]] = field(default_factory=dict)
    waiting_buttons: set[str] = field(default_factory=set)
    calls: list[int] = field(default_factory=list)
    _ids: dict[int, int] = field(default_factory=dict)
    _chats: dict[int, asyncio.Lock] = field(default_factory=dict)
    _pushes: Pushes = field(default_factory=Pushes)
    _came: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.app = Starlette(
            routes=[
                Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
                Route("/file/bot{token}/{path:path}", self._file),
            ]
        )

    @property
    def id(self) -> int:
        return int(self.token.partition(":")[0])

    @property
    def as_user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": True, "first_name": "Paketara", "username": "pkt_bot"}

    @property
    def seconds(self) -> int:
        return int(self.now().timestamp())

    def person(self, id: int, first_name: str = "Dewi") -> Person:
        return self.people.setdefault(id, Person(id, first_name, self))

    def group(self, id: int, title: str) -> Group:
        return self.groups.setdefault(id, Group(id, title, self))

    def got(self, chat_id: int) -> list[str]:
        return [one.text for one in self.accepted if one.chat_id == chat_id]

    def plan(self, code: int, **more: Any) -> None:
        self.faults.append(Fault(code, **more))

    def new_message_id(self, chat_id: int) -> int:
        self._ids[chat_id] = self._ids.get(chat_id, 100) + 1
        return self._ids[chat_id]

    def goes_on_after(self, chat_id: int, message_id: int) -> None:
        """There were messages before; new ones have higher ids."""
        self._ids[chat_id] = max(self._ids.get(chat_id, 100), message_id)

    def tell(self, update: dict[str, Any], chat_id: int) -> None:
        kind = next(iter(update))
        if kind not in self.allowed:
            return
        whole = {"update_id": self.next_update, **update}
        self.next_update += 1
        self.waiting[whole["update_id"]] = whole
        self._came.set()
        if self.webhook_url and not self.habits.held:
            self._push(whole, chat_id)

    def release(self) -> None:
        for update in list(self.waiting.values()):
            self._push(update, 0)

    def _push(self, update: dict[str, Any], chat_id: int) -> None:
        for _ in range(self.habits.copies):
            self._pushes.begin(self._deliver(update, chat_id))

    async def _deliver(self, update: dict[str, Any], chat_id: int) -> None:
        raw = json.dumps(update).encode()
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook_secret}
        # Those of a chat one after the other.
        async with self._chats.setdefault(chat_id, asyncio.Lock()):
            if await until_taken(
                lambda: self.webhook_url,
                raw,
                headers,
                PATIENCE,
                taken=range(200, 300),
                heard=self.calls.append,
            ):
                self.waiting.pop(update["update_id"], None)

    async def settled(self, timeout: float = 30.0) -> None:
        """Until everything told so far has been answered 2xx, or given up."""
        await self._pushes.settled(timeout)

    async def close(self) -> None:
        await self._pushes.close()

    async def _file(self, request: Request) -> Response:
        content = self.files.get(request.path_params["path"])
        if request.path_params["token"] != self.token or content is None:
            return JSONResponse({"ok": False, "error_code": 404}, 404)
        return Response(content)

    async def _call(self, request: Request) -> Response:
        method = request.path_params["method"]
        if self.is_down:
            return Response(status_code=502)
        if request.path_params["token"] != self.token:
            return no(401, "Unauthorized")
        values, file = await values_of(request)
        if method.startswith("send"):
            return await self._send(method, values, file)
        handler = getattr(self, f"_{method}", None)
        if handler is None:
            return self._refuse(404, f"Not Found: method {method} not found")
        answer: Response = await handler(values)
        return answer

    def _refuse(self, code: int, description: str) -> Response:
        """What the real one would refuse is an error of ours: tests look that there was none."""
        self.refused.append(description)
        return no(code, description)

    async def _getMe(self, _: dict[str, Any]) -> Response:
        return yes(self.as_user)

    async def _setWebhook(self, values: dict[str, Any]) -> Response:
        url, secret = str(values.get("url", "")), str(values.get("secret_token", ""))
        if not url.startswith(("https://", "http://127.0.0.1")):
            return self._refuse(400, "Bad Request: bad webhook: An HTTPS URL must be provided")
        if secret and not SECRET.fullmatch(secret):
            return self._refuse(400, "Bad Request: secret token contains unallowed characters")
        self.webhook_url, self.webhook_secret = url, secret
        self.allowed = tuple(values.get("allowed_updates") or LISTED)
        return yes(True)

    async def _deleteWebhook(self, _: dict[str, Any]) -> Response:
        self.webhook_url = ""
        return yes(True)

    async def _getWebhookInfo(self, _: dict[str, Any]) -> Response:
        return yes({"url": self.webhook_url, "pending_update_count": len(self.waiting)})

    async def _getFile(self, values: dict[str, Any]) -> Response:
        content = self.files.get(str(values.get("file_id", "")))
        if content is None:
            return no(400, "Bad Request: invalid file_id")
        if len(content) > 20 * 1024 * 1024:
            return no(400, "Bad Request: file is too big")
        id = values["file_id"]
        return yes({"file_id": id, "file_path": id, "file_size": len(content)})

    async def _answerCallbackQuery(self, values: dict[str, Any]) -> Response:
        id = str(values.get("callback_query_id", ""))
        if id not in self.waiting_buttons:
            return no(400, "Bad Request: query is too old and response timeout expired")
        self.waiting_buttons.remove(id)
        return yes(True)

    async def _getUpdates(self, values: dict[str, Any]) -> Response:
        if self.webhook_url:
            return no(409, "Conflict: can't use getUpdates method while webhook is active")
        offset = int(values.get("offset") or 0)
        for id in [id for id in self.waiting if offset and id < offset]:
            del self.waiting[id]
        if not self.waiting:
            self._came.clear()
            try:
                async with asyncio.timeout(min(float(values.get("timeout") or 0), 2.0)):
                    await self._came.wait()
            except TimeoutError:
                pass
        limit = int(values.get("limit") or 100)
        return yes([self.waiting[id] for id in sorted(self.waiting)][:limit])

    async def _send(self, method: str, values: dict[str, Any], file: bytes | None) -> Response:
        try:
            chat_id = int(values["chat_id"])
        except (KeyError, ValueError):
            return self._refuse(400, "Bad Request: chat_id is empty")
        if (wait := self.pace.seconds_to_wait(chat_id, self.now())) is not None:
            return no(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        if wrong := fault_of(method, values, file):
            return self._refuse(400, f"Bad Request: {wrong}")
        fault = self._next_fault()
        if fault is not None and fault.seconds:
            await asyncio.sleep(fault.seconds)
        elif fault is not None and fault.code:
            more = {"retry_after": fault.retry_after, "migrate_to_chat_id": fault.migrate_to}
            return no(fault.code, fault.description or "planned", **more)
        person = self.people.get(chat_id)
        if person is not None and person.blocked:
            return no(403, "Forbidden: bot was blocked by the user")
        group = self.groups.get(chat_id)
        if group is not None and not group.has_bot:
            return no(403, "Forbidden: bot was kicked from the supergroup chat")
        if person is None and chat_id > 0:
            return no(400, "Bad Request: chat not found")
        id = self.new_message_id(chat_id)
        text = str(values.get("text") or values.get("caption") or "")
        self.accepted.append(Accepted(method, chat_id, id, text, values, file, self.now()))
        if fault is not None and not fault.code and not fault.seconds:
            return CutOff()
        return yes({"message_id": id, "date": self.seconds, "chat": {"id": chat_id}})

    def _next_fault(self) -> Fault | None:
        if not self.faults:
            return None
        fault = self.faults[0]
        if fault.left is not None:
            fault.left -= 1
            if fault.left <= 0:
                self.faults.popleft()
        return fault
