"""A stand-in for the Bot API: strict where the real one is, with faults to plan, and people to play.

It counts every message it takes, so a test can prove that nothing was sent twice. It pushes updates
to the address that ``setWebhook`` named, one chat after another, until they are answered 2xx, or
hands them out by ``getUpdates`` until an offset confirms them.
"""

import asyncio
import json
import math
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx2
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from channels_adapters.kit.bucket import Bucket
from channels_adapters.telegram.sending import MAX_CAPTION, MAX_FILE, MAX_TEXT, units

TOKEN = "7742091834:AAF-stand-in_token"  # noqa: S105
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LISTED = ("message", "edited_message", "callback_query", "my_chat_member", "message_reaction")
RETRY = (0.1, 0.3, 1.0, 3.0)


@dataclass
class Accepted:
    """A message of ours that was taken. ``fields`` as they were sent."""

    method: str
    chat_id: int
    message_id: int
    text: str
    fields: dict[str, Any]
    file: bytes | None
    at: datetime


@dataclass
class Fault:
    """``code`` 0 takes the message and loses the answer; ``seconds`` answers late."""

    code: int
    description: str = ""
    retry_after: Any = None
    migrate_to: int | None = None
    seconds: float = 0.0
    left: int | None = 1


@dataclass
class Person:
    """Somebody with Telegram. Each act gives the id of what he wrote, as we name it."""

    id: int
    first_name: str
    simulator: "Simulator"
    language_code: str = "id"
    blocked: bool = False

    def writes(self, text: str, *, quotes: int | None = None, **more: Any) -> int:
        answered = {"reply_to_message": {"message_id": quotes}} if quotes else {}
        return self._posts({"text": text, **answered, **more})

    def starts(self, payload: str = "") -> int:
        return self.writes(f"/start {payload}".strip())

    def sends_file(
        self, field: str, content: bytes, mime: str, name: str | None = None, caption: str = ""
    ) -> int:
        """``field``: photo, document, voice, audio, video, video_note, animation, sticker."""
        file_id = f"file-{len(self.simulator.files) + 1}"
        self.simulator.files[file_id] = content
        file: dict[str, Any] = {
            "file_id": file_id,
            "file_unique_id": f"u-{file_id}",
            "file_size": len(content),
            "width": 640,
            "height": 480,
        }
        if field == "photo":
            told: Any = [{**file, "width": 90, "height": 67, "file_id": f"{file_id}-s"}, file]
            self.simulator.files[f"{file_id}-s"] = content
        else:
            told = {**file, "mime_type": mime, **({"file_name": name} if name else {})}
        return self._posts({field: told, **({"caption": caption} if caption else {})})

    def shares_location(self, latitude: float, longitude: float) -> int:
        return self._posts({"location": {"latitude": latitude, "longitude": longitude}})

    def shares_contact(self, name: str, phone: str) -> int:
        return self._posts({"contact": {"first_name": name, "phone_number": phone}})

    def sends_poll(self, question: str) -> int:
        return self._posts({"poll": {"id": "1", "question": question, "options": []}})

    def edits(self, message_id: int, text: str) -> None:
        message = self._message({"text": text}, message_id) | {"edit_date": self.simulator.seconds}
        self.simulator.tell({"edited_message": message}, self.id)

    def reacts(self, message_id: int, emoji: str = "") -> None:
        reaction = [{"type": "emoji", "emoji": emoji}] if emoji else []
        self.simulator.tell(
            {
                "message_reaction": {
                    "chat": self._chat,
                    "message_id": message_id,
                    "user": self._user,
                    "date": self.simulator.seconds,
                    "old_reaction": [],
                    "new_reaction": reaction,
                }
            },
            self.id,
        )

    def presses(self, message_id: int, data: str, label: str = "?") -> None:
        """A button below a message of the bot; it waits until the bot answers it."""
        button = {"text": label, "callback_data": data}
        keyboard = {"inline_keyboard": [[{"text": "...", "callback_data": "other"}], [button]]}
        shown = self._message({"text": "?", "reply_markup": keyboard}, message_id)
        callback = {
            "id": f"cb-{self.simulator.next_update}",
            "from": self._user,
            "message": shown | {"from": self.simulator.as_user},
            "chat_instance": "1",
            "data": data,
        }
        self.simulator.waiting_buttons.add(str(callback["id"]))
        self.simulator.tell({"callback_query": callback}, self.id)

    def blocks(self) -> None:
        self.blocked = True
        self._membership("kicked")

    def unblocks(self) -> None:
        self.blocked = False
        self._membership("member")

    def _membership(self, status: str) -> None:
        member = {
            "chat": self._chat,
            "from": self._user,
            "date": self.simulator.seconds,
            "new_chat_member": {"status": status, "user": {"id": self.simulator.id}},
        }
        self.simulator.tell({"my_chat_member": member}, self.id)

    def _posts(self, content: dict[str, Any]) -> int:
        id = self.simulator.new_message_id(self.id)
        self.simulator.tell({"message": self._message(content, id)}, self.id)
        return id

    def _message(self, content: dict[str, Any], id: int) -> dict[str, Any]:
        return {
            "message_id": id,
            "from": self._user,
            "chat": self._chat,
            "date": self.simulator.seconds,
            **content,
        }

    @property
    def _user(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "language_code": self.language_code,
        }

    @property
    def _chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": self.first_name}


@dataclass
class Habits:
    """``copies``: how often an update is pushed; ``held``: nothing goes out until ``release``."""

    copies: int = 1
    held: bool = False


@dataclass
class Pace:
    """How much is taken: overall, in one chat, in one group. What came too early is counted."""

    overall: Bucket = field(default_factory=lambda: Bucket(30, 30))
    chats: dict[int, Bucket] = field(default_factory=dict)

    def seconds_to_wait(self, chat_id: int, now: datetime) -> int | None:
        fresh = Bucket(5, 1) if chat_id > 0 else Bucket(20, 20 / 60)
        for bucket in (self.chats.setdefault(chat_id, fresh), self.overall):
            if not bucket.takes(now):
                return math.ceil(bucket.seconds_short)
        return None

    @property
    def refused(self) -> int:
        return sum(each.refused for each in (self.overall, *self.chats.values()))


@dataclass
class Simulator:
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    token: str = TOKEN
    people: dict[int, Person] = field(default_factory=dict)
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
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
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
            task = asyncio.get_running_loop().create_task(self._deliver(update, chat_id))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _deliver(self, update: dict[str, Any], chat_id: int) -> None:
        lock = self._chats.setdefault(chat_id, asyncio.Lock())
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook_secret}
        async with lock, httpx2.AsyncClient(timeout=10) as http:
            for attempt in range(50):
                try:
                    answer = await http.post(self.webhook_url, json=update, headers=headers)
                    self.calls.append(answer.status_code)
                    if answer.is_success:
                        self.waiting.pop(update["update_id"], None)
                        return
                except httpx2.HTTPError:
                    self.calls.append(0)
                await asyncio.sleep(RETRY[min(attempt, len(RETRY) - 1)])

    async def settled(self, timeout: float = 30.0) -> None:
        """Until everything told so far has been answered 2xx, or given up."""
        async with asyncio.timeout(timeout):
            while self._tasks:
                await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

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
            return _no(401, "Unauthorized")
        values, file = await _values_of(request)
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
        return _no(code, description)

    async def _getMe(self, _: dict[str, Any]) -> Response:
        return _yes(self.as_user)

    async def _setWebhook(self, values: dict[str, Any]) -> Response:
        url, secret = str(values.get("url", "")), str(values.get("secret_token", ""))
        if not url.startswith(("https://", "http://127.0.0.1")):
            return self._refuse(400, "Bad Request: bad webhook: An HTTPS URL must be provided")
        if secret and not SECRET.fullmatch(secret):
            return self._refuse(400, "Bad Request: secret token contains unallowed characters")
        self.webhook_url, self.webhook_secret = url, secret
        self.allowed = tuple(values.get("allowed_updates") or LISTED)
        return _yes(True)

    async def _deleteWebhook(self, _: dict[str, Any]) -> Response:
        self.webhook_url = ""
        return _yes(True)

    async def _getWebhookInfo(self, _: dict[str, Any]) -> Response:
        return _yes({"url": self.webhook_url, "pending_update_count": len(self.waiting)})

    async def _getFile(self, values: dict[str, Any]) -> Response:
        content = self.files.get(str(values.get("file_id", "")))
        if content is None:
            return _no(400, "Bad Request: invalid file_id")
        if len(content) > 20 * 1024 * 1024:
            return _no(400, "Bad Request: file is too big")
        id = values["file_id"]
        return _yes({"file_id": id, "file_path": id, "file_size": len(content)})

    async def _answerCallbackQuery(self, values: dict[str, Any]) -> Response:
        id = str(values.get("callback_query_id", ""))
        if id not in self.waiting_buttons:
            return _no(400, "Bad Request: query is too old and response timeout expired")
        self.waiting_buttons.remove(id)
        return _yes(True)

    async def _getUpdates(self, values: dict[str, Any]) -> Response:
        if self.webhook_url:
            return _no(409, "Conflict: can't use getUpdates method while webhook is active")
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
        return _yes([self.waiting[id] for id in sorted(self.waiting)][:limit])

    async def _send(self, method: str, values: dict[str, Any], file: bytes | None) -> Response:
        try:
            chat_id = int(values["chat_id"])
        except (KeyError, ValueError):
            return self._refuse(400, "Bad Request: chat_id is empty")
        if (wait := self.pace.seconds_to_wait(chat_id, self.now())) is not None:
            return _no(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        if wrong := _wrong(method, values, file):
            return self._refuse(400, f"Bad Request: {wrong}")
        fault = self._next_fault()
        if fault is not None and fault.seconds:
            await asyncio.sleep(fault.seconds)
        elif fault is not None and fault.code:
            more = {"retry_after": fault.retry_after, "migrate_to_chat_id": fault.migrate_to}
            return _no(fault.code, fault.description or "planned", **more)
        person = self.people.get(chat_id)
        if person is not None and person.blocked:
            return _no(403, "Forbidden: bot was blocked by the user")
        if person is None and chat_id > 0:
            return _no(400, "Bad Request: chat not found")
        id = self.new_message_id(chat_id)
        text = str(values.get("text") or values.get("caption") or "")
        self.accepted.append(Accepted(method, chat_id, id, text, values, file, self.now()))
        if fault is not None and not fault.code and not fault.seconds:
            return CutOff()
        return _yes({"message_id": id, "date": self.seconds, "chat": {"id": chat_id}})

    def _next_fault(self) -> Fault | None:
        if not self.faults:
            return None
        fault = self.faults[0]
        if fault.left is not None:
            fault.left -= 1
            if fault.left <= 0:
                self.faults.popleft()
        return fault


class CutOff(Response):
    """Begins an answer and closes the connection, so that it is lost on the way."""

    def __init__(self) -> None:
        super().__init__(headers={"content-length": "512", "connection": "close"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


async def _values_of(request: Request) -> tuple[dict[str, Any], bytes | None]:
    if request.headers.get("content-type", "").startswith("multipart/"):
        values: dict[str, Any] = {}
        file = None
        async with request.form(max_part_size=MAX_FILE + 1) as form:
            for name, value in form.items():
                if isinstance(value, str):
                    values[name] = value
                else:
                    file = await value.read()
        return values, file
    raw = await request.body()
    return (json.loads(raw) if raw else dict(request.query_params)), None


def _wrong(method: str, values: dict[str, Any], file: bytes | None) -> str | None:
    text = str(values.get("text") or "")
    if method == "sendMessage":
        if not text.strip():
            return "message text is empty"
        return "message is too long" if units(text) > MAX_TEXT else None
    if file is None:
        return "there is no file in the request"
    if not file:
        return "file must be non-empty"
    if units(str(values.get("caption") or "")) > MAX_CAPTION:
        return "message caption is too long"
    limit = 10 * 1024 * 1024 if method == "sendPhoto" else MAX_FILE
    return "file is too big" if len(file) > limit else None


def _yes(result: Any) -> Response:
    return JSONResponse({"ok": True, "result": result})


def _no(code: int, description: str, **parameters: Any) -> Response:
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    if told := {name: value for name, value in parameters.items() if value is not None}:
        body["parameters"] = told
    # By hand: a fault may tell numbers that are none.
    return Response(json.dumps(body), code, media_type="application/json")
