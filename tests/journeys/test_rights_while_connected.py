"""A member's rights change while his socket is open: what he lost vanishes, what he gained appears,
and nothing in between that he may not see.
"""

import asyncio
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from hub.realtime.told import Told
from models.documents import Department, Event
from tests.journeys.people import Running, Staff, Visitor


@dataclass
class House:
    """Sari handles Rina's chat in Pengiriman, Tono handles Yuda's in Penagihan."""

    running: Running
    members: dict[str, Staff]
    visitors: dict[str, Visitor]
    chats: dict[str, str]
    departments: dict[str, str]

    async def change(self, name: str, **fields: Any) -> None:
        member = self.members[name].member["id"]
        answer = await self.members["dewi"].http.patch(f"/members/{member}", json=fields)
        assert answer.status_code == 200, answer.text

    def ids(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Names of departments and members as their ids."""
        known = {**self.departments, **{n: one.member["id"] for n, one in self.members.items()}}
        return {
            field: [known[name] for name in value] if isinstance(value, list) else value
            for field, value in fields.items()
        }

    async def sentinel(self, name: str) -> None:
        """All rows until now have been handed to ``name``: one that all staff hear has come."""
        live = self.members[name].live
        path, new_name = f"/departments/{self.departments['Penagihan']}", f"P {uuid4().hex[:8]}"
        answer = await self.members["dewi"].http.patch(path, json={"name": new_name})
        assert answer.status_code == 200, answer.text
        # By its name: of changed members all staff hear as well.
        await live.until(
            lambda picture: any(
                event["data"].get("department", {}).get("name") == new_name
                for event in picture.events
            )
        )


@pytest.fixture
async def house(running: Running) -> House:
    found = await running.process.hub.store.find(Department, {})
    departments = {one.name: str(one.id) for one in found}
    names = ("sari", "budi", "tono", "hana", "dewi")
    members = {name: await running.sign_in(name) for name in names}
    visitors = {name: await running.visit(name=name) for name in ("Rina", "Yuda")}
    chats = {}
    for name, visitor in visitors.items():
        chats[name] = (await visitor.write("Halo")).json()["conversationId"]
        assert (await members["sari"].post(f"/conversations/{chats[name]}/claim")).is_success
        await visitor.live.connect()
    moved = {"departmentId": departments["Penagihan"]}
    assert (
        await members["sari"].post(f"/conversations/{chats['Yuda']}/transfer", moved)
    ).is_success
    assert (await members["tono"].post(f"/conversations/{chats['Yuda']}/claim")).is_success
    return House(running, members, visitors, chats, departments)


def texts_heard(staff: Staff) -> str:
    """All that came down the socket, as one text."""
    return repr(staff.live.picture.events) + repr(staff.live.picture.ephemeral)


CHANGES: dict[str, tuple[str, dict[str, Any], dict[str, Any], set[str], set[str]]] = {
    "a supervisor moves to another department": (
        "hana",
        {},
        {"departmentIds": ["Penagihan"]},
        {"Rina"},
        {"Yuda"},
    ),
    "a supervisor becomes an agent": ("hana", {}, {"role": "agent"}, {"Rina"}, set()),
    "an agent becomes a supervisor": ("budi", {}, {"role": "supervisor"}, set(), {"Rina"}),
    "a supervisor is given other agents": (
        "hana",
        {"departmentIds": [], "supervisedIds": ["sari"]},
        {"supervisedIds": ["tono"]},
        {"Rina"},
        {"Yuda"},
    ),
    "an admin becomes an agent": (
        "budi",
        {"role": "admin"},
        {"role": "agent"},
        {"Rina", "Yuda"},
        set(),
    ),
    "all three change at once": (
        "hana",
        {"role": "agent"},
        {"role": "supervisor", "departmentIds": [], "supervisedIds": ["tono"]},
        set(),
        {"Yuda"},
    ),
}


@pytest.mark.parametrize("change", CHANGES)
async def test_what_is_lost_vanishes_and_what_is_gained_appears(house: House, change: str) -> None:
    name, first, then, lost, gained = CHANGES[change]
    if first:
        await house.change(name, **house.ids(first))
    somebody = house.members[name]
    await somebody.live.connect()
    # What came before is over with, a resync of the first change as well.
    await house.sentinel(name)
    resyncs = somebody.live.picture.resyncs
    somebody.live.picture.events.clear()
    for whose in house.chats:
        sees = (await somebody.http.get(f"/conversations/{house.chats[whose]}")).is_success
        assert sees == (whose in lost), whose
        await somebody.live.signal("view", {"conversationId": house.chats[whose]})

    await house.change(name, **house.ids(then))
    await somebody.live.until(lambda picture: picture.resyncs > resyncs)
    types = [event["type"] for event in somebody.live.picture.events]
    assert "member.access_changed" in types
    somebody.live.picture.ephemeral.clear()

    for whose, visitor in house.visitors.items():
        await visitor.live.signal("typing", {"on": True})
        await visitor.write(f"sesudahnya dari {whose}")
    for whose in gained:
        await somebody.live.until(
            lambda picture, whose=whose: f"sesudahnya dari {whose}" in picture.texts()  # type: ignore[misc]
        )
    await house.sentinel(name)
    heard = texts_heard(somebody)
    for whose in house.chats:
        assert (f"sesudahnya dari {whose}" in heard) == (whose in gained), whose
        sees = (await somebody.http.get(f"/conversations/{house.chats[whose]}")).is_success
        assert sees == (whose in gained), whose
    typing = [
        body["conversationId"]
        for event, body in somebody.live.picture.ephemeral
        if event == "typing"
    ]
    assert not {house.chats[whose] for whose in lost} & set(typing)
    listed = (await somebody.get("/conversations", tab="all"))["items"]
    assert {one["id"] for one in listed} == {house.chats[whose] for whose in gained}


async def test_who_may_not_look_does_not_hear_typing_by_an_old_look(house: House) -> None:
    """The room of lookers is left with the right, and cannot be entered again without it."""
    hana = house.members["hana"]
    await hana.live.connect()
    await hana.live.signal("view", {"conversationId": house.chats["Rina"]})
    rina = house.visitors["Rina"]
    for _ in range(50):
        await rina.live.signal("typing", {"on": True})
        if any(event == "typing" for event, _ in hana.live.picture.ephemeral):
            break
        await asyncio.sleep(0.05)
    assert any(event == "typing" for event, _ in hana.live.picture.ephemeral)
    await house.change("hana", departmentIds=[])
    await hana.live.until(lambda picture: picture.resyncs > 0)
    hana.live.picture.ephemeral.clear()
    await hana.live.signal("view", {"conversationId": house.chats["Rina"]})
    for _ in range(3):
        await rina.live.signal("typing", {"on": True})
    await house.sentinel("hana")
    assert [one for one in hana.live.picture.ephemeral if one[0] == "typing"] == []


async def test_the_figures_of_a_gained_queue_come_at_once(house: House) -> None:
    budi = house.members["budi"]
    await budi.live.connect()
    await house.running.visit(name="Sinta")
    budi.live.picture.ephemeral.clear()
    place = house.departments["Penagihan"]
    await house.change("budi", departmentIds=[place])

    def figures(event: str, body: Any) -> bool:
        return event == "queue.updated" and body["departmentId"] == place

    await budi.live.until(lambda picture: any(figures(*one) for one in picture.ephemeral))
    budi.live.picture.ephemeral.clear()
    visitor = await house.running.visit(name="Wati")
    await visitor.write("Halo, Pengiriman")
    await house.sentinel("budi")
    await asyncio.sleep(0.6)
    told = [
        body["departmentId"]
        for event, body in budi.live.picture.ephemeral
        if event == "queue.updated"
    ]
    assert set(told) <= {place}


@pytest.mark.timeout(120)
async def test_nothing_written_after_the_change_reaches_who_lost_the_right(house: House) -> None:
    """A customer writes without pause while the right is taken: what he writes after the admin has
    been answered is never heard, neither as a message nor in any snapshot.
    """
    hana, rina = house.members["hana"], house.visitors["Rina"]
    place = house.departments["Pengiriman"]
    await hana.live.connect()
    for round in range(2):
        resyncs = hana.live.picture.resyncs
        sent: list[str] = []
        taken = asyncio.Event()

        async def write(
            round: int = round, sent: list[str] = sent, taken: asyncio.Event = taken
        ) -> None:
            after = 0
            while after < 5:
                late = taken.is_set()
                text = f"putaran {round} pesan {len(sent)} {'TERLAMBAT' if late else 'awal'}"
                assert (await rina.write(text)).is_success
                sent.append(text)
                after += late
                await asyncio.sleep(0.02)

        writing = asyncio.create_task(write())
        while len(sent) < 3:
            await asyncio.sleep(0.005)
        await house.change("hana", departmentIds=[])
        taken.set()
        await writing
        await hana.live.until(lambda picture, n=resyncs: picture.resyncs > n, 30)  # type: ignore[misc]
        await house.sentinel("hana")
        assert "TERLAMBAT" not in texts_heard(hana)
        await house.change("hana", departmentIds=[place])
        await hana.live.until(lambda picture, n=resyncs: picture.resyncs > n + 1, 30)  # type: ignore[misc]


async def test_a_row_from_before_brings_no_snapshot_from_after(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This web process is slow: it loads the documents of a row only when the right has been taken
    and the customer has written on. Rows hold no snapshots, so the present one is what it finds.
    """
    sockets = house.running.process.sockets
    assert sockets is not None
    delivery, goes_on, held = sockets.delivery, asyncio.Event(), asyncio.Event()
    prepare = delivery.prepare

    async def slowly(rows: list[Event]) -> list[Told]:
        held.set()
        await goes_on.wait()
        return await prepare(rows)

    hana, rina = house.members["hana"], house.visitors["Rina"]
    await hana.live.connect()
    monkeypatch.setattr(delivery, "prepare", slowly)
    await rina.write("awal")
    await held.wait()
    await house.change("hana", departmentIds=[])
    await rina.write("TERLAMBAT")
    goes_on.set()
    await hana.live.until(lambda picture: picture.resyncs > 0)
    await house.sentinel("hana")
    assert "TERLAMBAT" not in texts_heard(hana)


async def test_a_deactivated_member_is_cut_off_at_once_and_comes_in_by_no_door(
    house: House,
) -> None:
    hana = house.members["hana"]
    await hana.live.connect()
    await house.change("hana", state="deactivated")
    await hana.live.until_closed()
    await house.visitors["Rina"].write("sesudahnya")
    assert "sesudahnya" not in texts_heard(hana)
    assert (await hana.http.get("/me")).status_code == 401
    await house.change("hana", state="active")
    assert (await hana.http.get("/me")).status_code == 401
    again = await house.running.sign_in("hana")
    await again.live.connect()
    assert (await again.http.get(f"/conversations/{house.chats['Rina']}")).is_success


async def test_a_new_password_cuts_off_the_sockets_of_all_other_places(house: House) -> None:
    budi = house.members["budi"]
    await budi.live.connect()
    here = await house.running.sign_in("budi")
    await here.live.connect()
    changed = await here.post(
        "/me/password", {"present": "kata-sandi-demo", "password": "yang lain lagi"}
    )
    assert changed.status_code == 204, changed.text
    await budi.live.until_closed()
    assert (await here.get("/me"))["name"].startswith("Budi")
