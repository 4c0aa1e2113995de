"""Everybody of a house, each with the picture he has been told; and what HTTP would tell him."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from channels_adapters.kit.waiting import PATIENCE
from hub.kit.clock import SettableClock
from hub.store.journal import head_position
from models.documents import Cursor, Due, Event
from tests.journeys.people import Running, Staff, Visitor

Objects = dict[str, dict[str, dict[str, Any]]]
LISTS = {
    "member": "/members",
    "department": "/departments",
    "channel": "/channels",
    "agent": "/agents",
    "away_reason": "/away-reasons",
    "contact": "/contacts",
    "contact_field": "/contact-fields",
    "label": "/labels",
    "label_category": "/label-categories",
    "quick_reply": "/quick-replies",
    "draft": "/drafts",
}

heard: dict[str, set[str]] = {"/agent": set(), "/visitor": set()}
"""Types that have been heard, by namespace, over all runs of this module."""


class Town:
    """Everybody, connected before anything happens; and what each of them may do."""

    def __init__(self, running: Running, clock: SettableClock) -> None:
        self.running = running
        self.clock = clock
        self.staff: dict[str, Staff] = {}
        self.visitors: list[Visitor] = []
        self.resyncs: dict[str, int] = {}
        self.number_id = ""

    async def open(self) -> None:
        self.number_id = await self._open_number()
        for name in ("sari", "budi", "tono", "hana", "dewi"):
            person = self.staff[name] = await self.running.sign_in(name)
            await person.live.connect()
            await person.is_online()
            person.live.picture.objects = await self.truth_of(person)
            self.resyncs[name] = 0
        for _ in range(2):
            visitor = await self.running.visit()
            await visitor.live.connect()
            self.visitors.append(visitor)

    async def truth_of(self, person: Staff) -> Objects:
        """What HTTP tells this member now."""
        lists = await asyncio.gather(*(person.get(path) for path in LISTS.values()))
        truth: Objects = {
            kind: {item["id"]: item for item in told["items"]}
            for kind, told in zip(LISTS, lists, strict=True)
        }
        shown: list[dict[str, Any]] = []
        for tab in ("all", "archive"):
            shown += (await person.get("/conversations", tab=tab, limit=100))["items"]
        truth["conversation"] = {each["id"]: each for each in shown}
        truth["message"] = {}
        for id in truth["conversation"]:
            for message in (await person.get(f"/conversations/{id}/messages", limit=100))["items"]:
                truth["message"][message["id"]] = message
        return truth

    async def _open_number(self) -> str:
        """A channel on which staff may write first."""
        dewi = await self.running.sign_in("dewi")
        body = {
            "kind": "whatsapp",
            "name": "Nomor",
            "settings": {"phone_number_id": "106540352242922", "waba_id": "102290129340398"},
            "secrets": {"access_token": "EAAG", "app_secret": "a1b2", "verify_token": "kata"},
        }
        return str((await dewi.post("/channels", body)).json()["id"])

    async def all_is_done(self) -> None:
        """What was written has its place, all reactions have seen it, and nothing is due."""
        store, began = self.running.process.hub.store, asyncio.get_running_loop().time()

        async def is_done() -> bool:
            if await store.count(Event, {"pending": True}):
                return False
            head = await head_position(store)
            behind = await store.count(Cursor, {"seq": {"$lt": head.seq}})
            due = await store.count(Due, {"at": {"$lte": self.clock.now()}})
            return not behind and not due

        while not await is_done():
            assert asyncio.get_running_loop().time() - began < PATIENCE, (
                "something goes on for ever"
            )
            await asyncio.sleep(0.05)

    async def mine(self, name: str) -> str | None:
        items = (await self.staff[name].get("/conversations", tab="mine"))["items"]
        return items[0]["id"] if items else None

    async def queued(self, name: str) -> str | None:
        items = (await self.staff[name].get("/conversations", tab="queued"))["items"]
        return items[0]["id"] if items else None

    async def reload_after_resync(self) -> None:
        for name, person in self.staff.items():
            if person.live.picture.resyncs > self.resyncs[name]:
                self.resyncs[name] = person.live.picture.resyncs
                truth = await self.truth_of(person)
                for kind, objects in truth.items():
                    known = person.live.picture.objects.setdefault(kind, {})
                    for id, shape in objects.items():
                        if id not in known or known[id]["version"] < shape["version"]:
                            known[id] = shape

    async def open_what_came(self, person: Staff) -> None:
        """Who is handed a conversation opens its thread: what was said before he saw it."""
        picture = person.live.picture.objects
        messages = picture.setdefault("message", {})
        begun = {each["conversationId"] for each in messages.values() if each["number"] == 1}
        for id in picture.get("conversation", {}).keys() - begun:
            answer = await person.http.get(f"/conversations/{id}/messages", params={"limit": 100})
            for message in answer.json().get("items", []):
                messages.setdefault(message["id"], message)

    async def settle(self) -> None:
        """Wait until every picture is what HTTP tells. Raises AssertionError with the difference."""
        for name, person in self.staff.items():
            await self._until_equal(name, person)
        for visitor in self.visitors:
            await self._until_visitor_equal(visitor)
        for namespace, people in (("/agent", self.staff.values()), ("/visitor", self.visitors)):
            for one in people:
                heard[namespace] |= {event["type"] for event in one.live.picture.events}

    async def _until_equal(self, name: str, person: Staff) -> None:
        for attempt in range(60):
            await self.reload_after_resync()
            await self.open_what_came(person)
            truth, picture = await self.truth_of(person), person.live.picture.objects
            # Messages of what was lost stay in no list; what counts is what can be shown.
            shown = {**picture, "message": _of_shown(picture), "draft": _filled(picture)}
            # All staff hear of a channel; how it is set, its admins read for themselves.
            for objects in (shown, truth):
                objects["channel"] = _as_all_staff_see(objects.get("channel", {}))
            if {kind: shown.get(kind, {}) for kind in truth} == truth:
                return
            await asyncio.sleep(0.02 * min(attempt, 10))
        for kind, objects in truth.items():
            assert shown.get(kind, {}) == objects, f"{name}: {kind}"

    async def _until_visitor_equal(self, visitor: Visitor) -> None:
        for attempt in range(60):
            truth = {message["id"]: message for message in await visitor.thread()}
            session = (await self.running_session(visitor))["conversation"]
            picture = visitor.live.picture.objects
            conversation = picture.get("conversation", {}).get(session["id"]) if session else None
            if picture.get("message", {}) == truth and _same(conversation, session):
                return
            await asyncio.sleep(0.02 * min(attempt, 10))
        assert picture.get("message", {}) == truth
        assert _same(conversation, session), (conversation, session)

    async def running_session(self, visitor: Visitor) -> dict[str, Any]:
        answer = await visitor.http.post("/session", json={"token": visitor.session["token"]})
        told: dict[str, Any] = answer.json()
        return told


FOR_ADMINS = ("settings", "secretNames", "webhookPath", "trouble")


def _as_all_staff_see(channels: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        id: {name: value for name, value in channel.items() if name not in FOR_ADMINS}
        for id, channel in channels.items()
    }


def _of_shown(picture: Objects) -> dict[str, dict[str, Any]]:
    conversations = picture.get("conversation", {})
    messages = picture.get("message", {})
    return {id: each for id, each in messages.items() if each["conversationId"] in conversations}


def _filled(picture: Objects) -> dict[str, dict[str, Any]]:
    return {id: each for id, each in picture.get("draft", {}).items() if each["text"]}


def _same(told: dict[str, Any] | None, stored: dict[str, Any] | None) -> bool:
    """What a private note changes is a version the customer need not know of."""
    if told is None or stored is None:
        return told is stored
    return {**told, "version": 0} == {**stored, "version": 0}


Act = Callable[[Town], Awaitable[None]]
"""What cannot be done now does nothing."""
