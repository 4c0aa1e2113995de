"""Old picture + events = new picture, for every declared event type and every audience.

People do things in any order; whoever only listens must end up with exactly what HTTP would tell
him. A type that is declared and never happened here, or not to an audience that may hear it, fails
the last test: later types join by being declared.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hub.kit.clock import SettableClock
from hub.presenters.catalogue import EVENTS, SILENT
from models.documents import Channel, Conversation, Due, Message
from models.documents.base import Id
from models.envelopes import EditEnvelope
from models.words import Direction, DueKind, EventType
from tests.journeys.people import Picture, Running, Staff, Visitor

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


def visitor_writes(index: int) -> Act:
    async def act(town: Town) -> None:
        await town.visitors[index].write(f"pesan {uuid4().hex[:6]}")

    return act


def visitor_reads(index: int) -> Act:
    async def act(town: Town) -> None:
        await town.visitors[index].http.post("/receipts", json={"read": 10_000})

    return act


async def visitor_says_his_name(town: Town) -> None:
    token = town.visitors[0].session["token"]
    await town.visitors[0].http.post(
        "/session", json={"token": token, "name": f"Maya {uuid4().hex[:4]}"}
    )


def claims(name: str) -> Act:
    async def act(town: Town) -> None:
        if id := await town.queued(name):
            await town.staff[name].post(f"/conversations/{id}/claim")

    return act


async def hana_assigns_to_budi(town: Town) -> None:
    if id := await town.queued("hana"):
        target = town.staff["budi"].member["id"]
        await town.staff["hana"].post(f"/conversations/{id}/assign", {"memberId": target})


def acts_on_own(name: str, path: str) -> Act:
    async def act(town: Town) -> None:
        if id := await town.mine(name):
            await town.staff[name].post(f"/conversations/{id}/{path}")

    return act


async def sari_answers(town: Town) -> None:
    if id := await town.mine("sari"):
        await town.staff["sari"].answer(id, "baik")


async def hana_notes(town: Town) -> None:
    items = (await town.staff["hana"].get("/conversations", tab="all"))["items"]
    if items:
        await town.staff["hana"].answer(items[0]["id"], "catatan", visibility="internal")


async def sari_transfers_to_budi(town: Town) -> None:
    if id := await town.mine("sari"):
        body = {"memberId": town.staff["budi"].member["id"], "note": "mohon dilanjutkan"}
        await town.staff["sari"].post(f"/conversations/{id}/transfer", body)


async def budi_transfers_to_another_department(town: Town) -> None:
    if id := await town.mine("budi"):
        home = town.running.process.hub.directory.default_department_id()
        items = (await town.staff["budi"].get("/departments"))["items"]
        other = next(each["id"] for each in items if each["id"] != str(home))
        await town.staff["budi"].post(f"/conversations/{id}/transfer", {"departmentId": other})


async def sari_moves_to_a_number(town: Town) -> None:
    if id := await town.mine("sari"):
        body = {"channelId": town.number_id, "address": f"0812{uuid4().int % 10**8:08}"}
        await town.staff["sari"].post(f"/conversations/{id}/move", body)


async def sari_takes_back_what_she_sent(town: Town) -> None:
    """At the number, whose customer has just written."""
    hub, sari = town.running.process.hub, town.staff["sari"]
    hers = {"channel_id": Id(town.number_id), "assignee.id": Id(sari.member["id"]), "open": True}
    written = {"$set": {"last_inbound_at": hub.clock.now(), "expired_since": None}}
    found = await hub.store.change(Conversation, hers, written)
    if found is not None:
        await sari.http.patch("/me", json={"undoChatSeconds": 10})
        answered = await sari.answer(str(found.id), "Sebentar")
        await town.settle()
        undone = await sari.post(f"/messages/{answered.json()['id']}/undo")
        assert undone.status_code == 200, undone.text


async def a_customer_corrects_himself(town: Town) -> None:
    hub = town.running.process.hub
    [newest] = await hub.store.find(
        Message, {"direction": Direction.INBOUND}, sort=[("_id", -1)], limit=1
    )
    assert newest.external_id is not None
    edit = EditEnvelope(
        account_id=str(newest.channel_id),
        timestamp=town.clock.now(),
        target_message_id=newest.external_id,
        text=f"ralat {uuid4().hex[:6]}",
    )
    await hub.alter_messages(hub.directory.channels[newest.channel_id], edit)


async def the_number_breaks(town: Town) -> None:
    hub, number = town.running.process.hub, Id(town.number_id)
    channel = await hub.store.get(Channel, {"_id": number})
    assert channel is not None
    await hub.note_channel_trouble(number, "190", "The token was revoked.", channel.version)


async def a_reply_window_closes(town: Town) -> None:
    """Of a conversation at the number, which began a day and an hour ago."""
    hub = town.running.process.hub
    at_the_number = {"channel_id": Id(town.number_id), "open": True}
    ago = hub.clock.now() - timedelta(hours=25)
    found = await hub.store.change(Conversation, at_the_number, {"$set": {"started_at": ago}})
    if found is not None:
        due = Due(kind=DueKind.CONVERSATION_EXPIRED, object_id=found.id, at=hub.clock.now())
        await hub.mark_expired(due)


async def hana_takes_over(town: Town) -> None:
    if id := await town.mine("sari"):
        await town.staff["hana"].post(f"/conversations/{id}/take-over")


async def hana_says_it_is_urgent(town: Town) -> None:
    if id := await town.queued("hana"):
        await town.staff["hana"].http.put(
            f"/conversations/{id}/priority", json={"priority": "urgent"}
        )


async def sari_snoozes(town: Town) -> None:
    if id := await town.mine("sari"):
        until = (town.clock.now() + timedelta(hours=1)).isoformat()
        await town.staff["sari"].post(f"/conversations/{id}/snooze", {"until": until})


async def hana_names_tono(town: Town) -> None:
    """Who is in another department reads along from now on."""
    items = (await town.staff["hana"].get("/conversations", tab="all"))["items"]
    if items:
        named = {"visibility": "internal", "mentions": [town.staff["tono"].member["id"]]}
        await town.staff["hana"].answer(items[0]["id"], "@Tono, boleh dicek", **named)


async def dewi_adds_a_label(town: Town) -> None:
    dewi, name = town.staff["dewi"], uuid4().hex[:6]
    category = (await dewi.post("/label-categories", {"name": f"Topik {name}"})).json()["id"]
    made = await dewi.post("/labels", {"name": f"Label {name}", "categoryId": category})
    assert made.status_code == 201, made.text


async def sari_labels(town: Town) -> None:
    sari = town.staff["sari"]
    labels = (await sari.get("/labels"))["items"]
    if (id := await town.mine("sari")) and labels:
        answer = await sari.http.put(
            f"/conversations/{id}/labels", json={"labelIds": [labels[-1]["id"]]}
        )
        assert answer.status_code == 200, answer.text


async def hana_keeps_a_quick_reply(town: Town) -> None:
    """Made for the department, then her own: the others lose it."""
    hana = town.staff["hana"]
    home = str(town.running.process.hub.directory.default_department_id())
    body = {"title": "Salam", "text": "Halo {{contact.name}}"}
    place = {"scope": "department", "departmentId": home}
    for _ in range(2):
        answer = await hana.post("/quick-replies", {"shortcut": uuid4().hex[:8], **body, **place})
        assert answer.status_code == 201, answer.text
    await town.settle()
    path = f"/quick-replies/{answer.json()['id']}"
    own = await hana.http.patch(path, json={"scope": "personal"})
    assert own.status_code == 200, own.text


async def sari_drafts(town: Town) -> None:
    if id := await town.mine("sari"):
        body = {"text": f"Baik, {uuid4().hex[:4]}"}
        saved = await town.staff["sari"].http.put(f"/drafts/{id}", json=body)
        assert saved.status_code == 200, saved.text


async def sari_resolves_and_undoes(town: Town) -> None:
    if id := await town.mine("sari"):
        await town.staff["sari"].post(f"/conversations/{id}/resolve")
        await town.staff["sari"].post(f"/conversations/{id}/undo-resolve")


async def sari_adds_a_contact(town: Town) -> None:
    body = {
        "clientId": uuid4().hex,
        "name": f"Tamu {uuid4().hex[:4]}",
        "phones": ["0812-3390-5889"],
    }
    await town.staff["sari"].post("/contacts", body)


async def dewi_adds_a_contact_field(town: Town) -> None:
    body = {"name": f"Hobi {uuid4().hex[:6]}", "type": "text"}
    await town.staff["dewi"].post("/contact-fields", body)


async def dewi_merges_and_takes_it_back(town: Town) -> None:
    dewi = town.staff["dewi"]
    people = (await dewi.get("/contacts"))["items"]
    people = [each for each in people if not each["erased"]]
    if len(people) > 1:
        gone, kept = people[0]["id"], people[-1]["id"]
        merged = await dewi.post(f"/contacts/{gone}/merge", {"intoId": kept})
        undo = {"mergeId": merged.json()["mergeId"]}
        await dewi.post(f"/contacts/{kept}/unmerge", undo)


async def dewi_erases_a_contact(town: Town) -> None:
    people = (await town.staff["dewi"].get("/contacts", q="Tamu"))["items"]
    if people:
        path = f"/contacts/{people[-1]['id']}/erase"
        await town.staff["dewi"].post(path, {"reason": "Diminta pelanggan"})


async def sari_corrects_a_contact(town: Town) -> None:
    if id := await town.mine("sari"):
        sari = town.staff["sari"]
        contact_id = (await sari.get(f"/conversations/{id}"))["contact"]["id"]
        version = (await sari.get(f"/contacts/{contact_id}"))["version"]
        change = {"version": version, "name": f"Maya {uuid4().hex[:4]}"}
        await sari.http.patch(f"/contacts/{contact_id}", json=change)


async def time_passes(town: Town) -> None:
    town.clock.advance(16 * 60)
    await asyncio.sleep(0.7)


async def a_target_is_near(town: Town) -> None:
    """Some time after a customer began to wait, and before it is too late."""
    await asyncio.sleep(1.5)
    town.clock.advance(50)
    await asyncio.sleep(0.7)


async def dewi_moves_budi(town: Town) -> None:
    """Budi loses his department, or gets it back."""
    dewi, budi = town.staff["dewi"], town.staff["budi"].member["id"]
    members = {each["id"]: each for each in (await dewi.get("/members"))["items"]}
    home = town.running.process.hub.directory.default_department_id()
    departments = [] if members[budi]["departmentIds"] else [str(home)]
    answer = await dewi.http.patch(f"/members/{budi}", json={"departmentIds": departments})
    assert answer.status_code == 200, answer.text
    await asyncio.sleep(0.1)


async def sari_reads_her_bell(town: Town) -> None:
    """And says how she wants to be told. Her picture of the bell is what HTTP tells."""
    sari = town.staff["sari"]
    assert (await sari.post("/notifications/read", {"all": True})).status_code == 200
    changed = await sari.http.patch("/me/notifications", json={"volume": 35})
    assert changed.status_code == 200, changed.text
    listed = {each["id"]: each for each in (await sari.get("/notifications"))["items"]}
    told = await sari.get("/me/notifications")

    def known(picture: Picture) -> bool:
        entries = picture.objects.get("notification", {})
        settings = picture.objects.get("notification_settings", {})
        return entries == listed and settings == {told["id"]: told}

    assert listed
    await sari.live.until(known)


async def sari_goes_to_lunch_or_comes_back(town: Town) -> None:
    """And Hana, who supervises her, sets her back online every other time."""
    sari, hana = town.staff["sari"], town.staff["hana"]
    agents = {each["id"]: each for each in (await sari.get("/agents"))["items"]}
    id = sari.member["id"]
    if agents[id]["state"] == "away":
        await hana.http.put(f"/members/{id}/presence", json={"state": "online"})
        return
    reasons = (await sari.get("/away-reasons"))["items"]
    body = {"state": "away", "reasonId": reasons[0]["id"]}
    answer = await sari.http.put("/me/presence", json=body)
    assert answer.status_code == 200, answer.text


async def sari_signs_in_elsewhere(town: Town) -> None:
    await town.running.sign_in("sari")


async def dewi_changes_the_reasons(town: Town) -> None:
    """A new one is added, or one that was added goes."""
    dewi = town.staff["dewi"]
    reasons = (await dewi.get("/away-reasons"))["items"]
    if len(reasons) > 5:
        await dewi.http.delete(f"/away-reasons/{reasons[-1]['id']}")
        return
    name = {"id": f"Alasan {uuid4().hex[:4]}", "en": f"Reason {uuid4().hex[:4]}"}
    assert (await dewi.post("/away-reasons", {"name": name})).status_code == 201


async def dewi_renames_a_department(town: Town) -> None:
    dewi = town.staff["dewi"]
    first = (await dewi.get("/departments"))["items"][0]
    answer = await dewi.http.patch(
        f"/departments/{first['id']}", json={"name": f"Bagian {uuid4().hex[:5]}"}
    )
    assert answer.status_code == 200, answer.text


async def dewi_invites_and_withdraws(town: Town) -> None:
    """Whoever may see invitations has them as HTTP tells them; nobody else hears of any."""
    dewi = town.staff["dewi"]
    body = {"emails": [f"{uuid4().hex[:8]}@paketara.example" for _ in range(2)], "role": "agent"}
    answer = await dewi.post("/invitations", body)
    assert answer.status_code == 200, answer.text
    first = answer.json()["items"][0]["invitation"]
    await dewi.http.delete(f"/invitations/{first['id']}")
    for _ in range(60):
        told = dewi.live.picture.objects.get("invitation", {}).values()
        shown = {one["id"]: one for one in told if one["state"] == "pending"}
        truth = (await dewi.get("/invitations"))["items"]
        if shown == {one["id"]: one for one in truth}:
            break
        await asyncio.sleep(0.05)
    assert shown == {one["id"]: one for one in truth}
    for name in ("sari", "budi", "tono", "hana"):
        assert "invitation" not in town.staff[name].live.picture.objects, name


async def a_chat_ends_and_is_rated(town: Town) -> None:
    """Of a third visitor: a chat of the others would go on with Sari when they write again."""
    visitor, sari = await town.running.visit(), town.staff["sari"]
    await visitor.live.connect()
    town.visitors.append(visitor)
    await visitor.write(f"pesan {uuid4().hex[:6]}")
    [id] = [one["id"] for one in (await sari.get("/conversations", tab="queued"))["items"]][:1]
    body = {"clientId": uuid4().hex, "text": "Sudah kami antar."}
    assert (await sari.post(f"/conversations/{id}/messages", body)).status_code == 201
    assert (await sari.post(f"/conversations/{id}/resolve", {})).status_code == 200
    rated = await visitor.http.post("/rating", json={"score": 5, "comment": "Cepat."})
    assert rated.status_code == 200, rated.text


async def an_answer_goes_by_mail(town: Town) -> None:
    """Its visitor is gone, and has left an address."""
    visitor, sari = await town.running.visit(email="maya@x.example"), town.staff["sari"]
    await visitor.write(f"pesan {uuid4().hex[:6]}")
    [id] = [one["id"] for one in (await sari.get("/conversations", tab="queued"))["items"]][:1]
    body = {"clientId": uuid4().hex, "text": "Sudah kami antar."}
    assert (await sari.post(f"/conversations/{id}/messages", body)).status_code == 201
    town.clock.advance(301)
    await sari.live.until(
        lambda picture: any(event["type"] == "conversation.mailed" for event in picture.events)
    )
    assert (await sari.post(f"/conversations/{id}/resolve", {})).status_code == 200


ACTS: list[Act] = [
    visitor_writes(0),
    visitor_writes(1),
    visitor_reads(0),
    visitor_reads(1),
    visitor_says_his_name,
    claims("sari"),
    claims("budi"),
    hana_assigns_to_budi,
    acts_on_own("sari", "read"),
    acts_on_own("sari", "resolve"),
    acts_on_own("budi", "resolve"),
    acts_on_own("sari", "requeue"),
    acts_on_own("hana", "requeue"),
    sari_transfers_to_budi,
    budi_transfers_to_another_department,
    sari_moves_to_a_number,
    sari_takes_back_what_she_sent,
    claims("tono"),
    hana_takes_over,
    hana_says_it_is_urgent,
    sari_snoozes,
    sari_answers,
    hana_notes,
    hana_names_tono,
    dewi_adds_a_label,
    sari_labels,
    hana_keeps_a_quick_reply,
    sari_drafts,
    sari_resolves_and_undoes,
    sari_corrects_a_contact,
    sari_adds_a_contact,
    dewi_adds_a_contact_field,
    dewi_merges_and_takes_it_back,
    dewi_erases_a_contact,
    time_passes,
    dewi_moves_budi,
    sari_goes_to_lunch_or_comes_back,
    dewi_changes_the_reasons,
    sari_signs_in_elsewhere,
]

EVERYTHING_ONCE = [
    the_number_breaks,
    visitor_writes(0),
    claims("sari"),
    sari_moves_to_a_number,
    a_reply_window_closes,
    sari_takes_back_what_she_sent,
    a_chat_ends_and_is_rated,
    visitor_writes(0),
    visitor_writes(1),
    a_customer_corrects_himself,
    claims("sari"),
    acts_on_own("sari", "read"),
    visitor_says_his_name,
    hana_notes,
    hana_names_tono,
    dewi_adds_a_label,
    sari_labels,
    sari_drafts,
    hana_keeps_a_quick_reply,
    sari_answers,
    acts_on_own("sari", "requeue"),
    claims("sari"),
    sari_corrects_a_contact,
    sari_adds_a_contact,
    dewi_adds_a_contact_field,
    dewi_merges_and_takes_it_back,
    dewi_erases_a_contact,
    visitor_reads(0),
    visitor_reads(1),
    hana_assigns_to_budi,
    visitor_writes(0),
    a_target_is_near,
    time_passes,
    sari_resolves_and_undoes,
    sari_snoozes,
    visitor_writes(0),
    acts_on_own("budi", "requeue"),
    hana_says_it_is_urgent,
    claims("budi"),
    acts_on_own("budi", "resolve"),
    sari_transfers_to_budi,
    budi_transfers_to_another_department,
    claims("tono"),
    visitor_writes(1),
    claims("sari"),
    hana_takes_over,
    dewi_moves_budi,
    dewi_invites_and_withdraws,
    sari_goes_to_lunch_or_comes_back,
    sari_goes_to_lunch_or_comes_back,
    dewi_changes_the_reasons,
    dewi_changes_the_reasons,
    sari_signs_in_elsewhere,
    an_answer_goes_by_mail,
]


@pytest.fixture
async def town(running_by_clock: tuple[Running, SettableClock]) -> Town:
    running, clock = running_by_clock
    town = Town(running, clock)
    await town.open()
    return town


@pytest.mark.timeout(240)
async def test_everything_that_can_be_told_leaves_true_pictures(town: Town) -> None:
    for act in EVERYTHING_ONCE:
        await act(town)
        await town.settle()
    declared = {
        namespace: {type.value for type, told in EVENTS.items() if namespace in told.snapshots}
        for namespace in heard
    }
    await sari_reads_her_bell(town)
    await dewi_renames_a_department(town)
    await town.staff["sari"].live.until(
        lambda picture: picture.events[-1]["type"] == "settings.changed"
    )
    heard["/agent"] |= {event["type"] for event in town.staff["sari"].live.picture.events}
    assert declared["/agent"] - heard["/agent"] == set()
    assert declared["/visitor"] - heard["/visitor"] == set()


@pytest.mark.timeout(240)
@settings(
    max_examples=4,
    deadline=None,
    # Each example takes seconds: report what failed instead of shrinking it for minutes.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(st.sampled_from(ACTS), min_size=6, max_size=14))
async def test_any_order_of_acts_leaves_true_pictures(town: Town, acts: list[Act]) -> None:
    for act in acts:
        await act(town)
    await town.settle()


def test_every_type_is_declared_or_silent() -> None:
    assert set(EventType) == set(EVENTS) | SILENT
