"""The list of contacts, writing one down, and the fields that a house adds."""

import asyncio
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from hub.wiring import Hub
from models.documents import Contact, Event
from models.words import EventType
from tests.hub.http.doors import Api, Staff


async def add(api: Api, staff: Staff, name: str, **more: Any) -> dict[str, Any]:
    body = {"clientId": uuid4().hex, "name": name, **more}
    added = await api.post("/contacts", body, token=staff.agent)
    assert added.status_code == 201, added.text
    told: dict[str, Any] = added.json()
    return told


async def names(api: Api, staff: Staff, asked: str) -> list[str]:
    found = await api.get(f"/contacts?{urlencode({'q': asked})}", token=staff.agent)
    assert found.status_code == 200, found.text
    return [one["name"] for one in found.json()["items"]]


async def field(api: Api, staff: Staff, name: str, type: str, **more: Any) -> dict[str, Any]:
    made = await api.post(
        "/contact-fields", {"name": name, "type": type, **more}, token=staff.admin
    )
    assert made.status_code == 201, made.text
    told: dict[str, Any] = made.json()
    return told


async def test_a_contact_is_written_down_and_found_by_all_he_is_known_by(
    api: Api, staff: Staff
) -> None:
    dewi = await add(
        api,
        staff,
        "Dewi Lestari",
        phones=["0812-3390-5889", "+65 6123 4567"],
        emails=["Dewi.L@Contoh.example"],
        address="Jl. Merdeka 1",
        birthday="1990-02-28",
        nik="3174 0912 8502 0001",
    )
    await add(api, staff, "Adi Putra", phones=["0813-1111-0000"])
    assert dewi["phones"] == ["+6281233905889", "+6561234567"]
    assert (dewi["birthday"], dewi["nik"]) == ("1990-02-28", "••••••••••••0001")
    for asked in ("dewi", "LESTARI", "lest de", "5889", "08123390", "+62 812-3390-5889",
                  "6281233905889", "dewi.l@contoh.example", "contoh", "61234567"):  # fmt: skip
        assert await names(api, staff, asked) == ["Dewi Lestari"], asked
    for asked in ("889", "dewi adi", "tidak-ada"):
        assert await names(api, staff, asked) == [], asked


async def test_the_list_is_the_newest_first_and_pages_while_rows_come(
    api: Api, staff: Staff
) -> None:
    for n in range(5):
        await add(api, staff, f"Orang {n}")
    first = (await api.get("/contacts?limit=2", token=staff.agent)).json()
    await add(api, staff, "Orang baru")
    path = f"/contacts?limit=10&cursor={first['nextCursor']}"
    rest = (await api.get(path, token=staff.agent)).json()
    shown = [one["name"] for one in first["items"] + rest["items"]]
    assert shown == ["Orang 4", "Orang 3", "Orang 2", "Orang 1", "Orang 0"]
    assert rest["nextCursor"] is None


async def test_only_the_name_is_asked_for_and_what_is_wrong_is_named_field_by_field(
    api: Api, hub: Hub, staff: Staff
) -> None:
    assert (await add(api, staff, "Maya"))["phones"] == []
    wrong = {
        "clientId": uuid4().hex,
        "name": " ",
        "phones": ["12"],
        "emails": ["bukan surel"],
        "birthday": "2199-01-01",
        "nik": "123",
    }
    refused = await api.post("/contacts", wrong, token=staff.agent)
    assert refused.status_code == 422
    assert set(refused.json()["fields"]) == {"name", "phones.0", "emails.0", "birthday", "nik"}
    assert await hub.store.count(Contact, {}) == 1


async def test_the_same_client_id_is_the_same_contact_also_at_once(
    api: Api, hub: Hub, staff: Staff
) -> None:
    body = {"clientId": uuid4().hex, "name": "Maya"}
    answers = await asyncio.gather(
        *(api.post("/contacts", body, token=staff.agent) for _ in range(6))
    )
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    other = await api.post("/contacts", {**body, "name": "Adi"}, token=staff.agent)
    assert other.status_code == 422
    assert await hub.store.count(Contact, {}) == 1


async def test_the_identity_number_is_told_to_supervisors_and_who_asked_is_kept(
    api: Api, hub: Hub, staff: Staff
) -> None:
    dewi = await add(api, staff, "Dewi", nik="3174091285020001")
    path = f"/contacts/{dewi['id']}/reveal-nik"
    assert (await api.post(path, token=staff.agent)).status_code == 403
    assert (await api.post(path, token=staff.supervisor)).json() == {"nik": "3174091285020001"}
    [row] = await hub.store.find(Event, {"type": EventType.CONTACT_NIK_READ.value})
    assert row.actor.id == staff.supervisor_id
    assert "3174091285020001" not in str(row)


async def test_fields_of_the_house_hold_what_their_type_says(api: Api, staff: Staff) -> None:
    member_no = await field(api, staff, "Nomor anggota", "digits")
    size = await field(api, staff, "Ukuran", "choice", choices=["S", "M"])
    likes = await field(api, staff, "Minat", "choices", choices=["Kopi", "Teh", "Buku"])
    height = await field(api, staff, "Tinggi", "number")
    since = await field(api, staff, "Sejak", "date")
    news = await field(api, staff, "Kabar", "yes_no")
    custom = {
        member_no["id"]: "000123",
        size["id"]: "M",
        likes["id"]: ["Buku", "Kopi"],
        height["id"]: 170,
        since["id"]: "2026-01-31",
        news["id"]: True,
    }
    dewi = await add(api, staff, "Dewi", custom=custom)
    assert dewi["custom"] == {**custom, likes["id"]: ["Kopi", "Buku"]}
    wrong = {
        member_no["id"]: "12a",
        size["id"]: "XL",
        likes["id"]: ["Bola"],
        height["id"]: "tinggi",
        since["id"]: "31-01-2026",
        news["id"]: "ya",
        "0" * 24: "apa",
    }
    path = f"/contacts/{dewi['id']}"
    refused = await api.patch(
        path, {"version": dewi["version"], "custom": wrong}, token=staff.agent
    )
    assert refused.status_code == 422
    assert set(refused.json()["fields"]) == {f"custom.{id}" for id in wrong}
    assert (await api.get(path, token=staff.agent)).json() == dewi


async def test_of_two_who_edit_different_own_fields_both_are_kept(api: Api, staff: Staff) -> None:
    one, two = await field(api, staff, "Satu", "text"), await field(api, staff, "Dua", "text")
    dewi = await add(api, staff, "Dewi")
    path, version = f"/contacts/{dewi['id']}", dewi["version"]

    async def write(field_id: str, text: str) -> int:
        body = {"version": version, "custom": {field_id: text}}
        return (await api.patch(path, body, token=staff.agent)).status_code

    both = await asyncio.gather(write(one["id"], "a"), write(two["id"], "b"))
    assert set(both) == {200}
    assert await write(one["id"], "lain") == 409
    kept = (await api.get(path, token=staff.agent)).json()["custom"]
    assert kept == {one["id"]: "a", two["id"]: "b"}


async def test_a_field_required_later_is_asked_for_at_the_next_edit_of_these(
    api: Api, staff: Staff
) -> None:
    note, dewi = await field(api, staff, "Catatan", "text"), await add(api, staff, "Dewi")
    path = f"/contact-fields/{note['id']}"
    assert (await api.patch(path, {"required": True}, token=staff.admin)).status_code == 200
    renamed = await api.patch(
        f"/contacts/{dewi['id']}", {"version": 1, "name": "Dewi A"}, token=staff.agent
    )
    assert renamed.status_code == 200
    refused = await api.post(
        "/contacts", {"clientId": uuid4().hex, "name": "Maya"}, token=staff.agent
    )
    assert set(refused.json()["fields"]) == {f"custom.{note['id']}"}


async def test_an_archived_field_keeps_its_values_and_gives_its_name_free(
    api: Api, staff: Staff
) -> None:
    hobby = await field(api, staff, "Hobi", "text")
    dewi = await add(api, staff, "Dewi", custom={hobby["id"]: "Sepeda"})
    again = {"name": "hobi", "type": "text"}
    assert (await api.post("/contact-fields", again, token=staff.admin)).status_code == 422
    archive = await api.patch(
        f"/contact-fields/{hobby['id']}", {"archived": True}, token=staff.admin
    )
    assert archive.json()["archived"] is True
    assert (await api.post("/contact-fields", again, token=staff.admin)).status_code == 201
    shown = (await api.get(f"/contacts/{dewi['id']}", token=staff.agent)).json()
    assert shown["custom"] == {hobby["id"]: "Sepeda"}
