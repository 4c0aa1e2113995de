"""What can be typed or sent at the doors of contacts: kept as people mean it, or refused in words."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from hub.wiring import Hub
from models.documents import Contact, Member
from models.documents.base import Id
from models.words import MemberState
from tests.hub.http.doors import Api, Staff


async def add(api: Api, staff: Staff, **fields: Any) -> Any:
    body = {"clientId": uuid4().hex, "name": "Dewi", **fields}
    return await api.post("/contacts", body, token=staff.agent)


@pytest.mark.parametrize(
    "typed",
    [
        "+62 812-3390-5889",
        "62 812 3390 5889",
        "0812.3390.5889",
        "(0812) 3390 5889",
        "0062 812 3390 5889",
        "+6281233905889",
        "\u0660\u0668\u0661\u0662\u0663\u0663\u0669\u0660\u0665\u0668\u0668\u0669",
        "\uff10\uff18\uff11\uff12\uff13\uff13\uff19\uff10\uff15\uff18\uff18\uff19",
        "\u202a0812 3390 5889\u202c",
    ],
)
async def test_one_number_in_many_forms_is_one_number(api: Api, staff: Staff, typed: str) -> None:
    answer = await add(api, staff, phones=[typed])
    assert answer.status_code == 201, answer.text
    assert answer.json()["phones"] == ["+6281233905889"]


@pytest.mark.parametrize(
    "typed",
    [
        "bukan nomor",
        "12",
        "0812 3390 5889 0000 0000 0000",
        "0812-3390-5889" + "0" * 200,
        "0812-3390-5889" + " " * 40 + "dan lain-lain",
        "hubungi 0812 3390 5889 sekarang",
        "0812 3390 5889 <b>",
        "+",
        "0812\x003390 5889",
        "=HYPERLINK(0812)",
    ],
)
async def test_what_is_no_number_is_refused_by_its_field(
    api: Api, staff: Staff, typed: str
) -> None:
    answer = await add(api, staff, phones=[typed])
    assert answer.status_code == 422, (answer.status_code, answer.text)
    assert any("phones" in field for field in answer.json()["fields"])


@pytest.mark.parametrize(
    "typed",
    [
        "a@b@c",
        "a b@c.example",
        "a@",
        "@c",
        "a\u200b@c.example",
        "a@c.example\u202e",
        "x" * 300 + "@c.example",
        "<a@c.example>",
        "a,b@c.example",
        "a@c.example\x00",
    ],
)
async def test_what_is_no_address_is_refused_by_its_field(
    api: Api, staff: Staff, typed: str
) -> None:
    answer = await add(api, staff, emails=[typed])
    assert answer.status_code == 422, (answer.status_code, answer.text)
    assert any("emails" in field for field in answer.json()["fields"])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Dewi   Lestari ", "Dewi Lestari"),
        ("Dewi\u202e\u2066 Lestari", "Dewi Lestari"),
        ("\U0001f469\U0001f3fd Dewi", "\U0001f469\U0001f3fd Dewi"),
        ("<b>Dewi</b>", "<b>Dewi</b>"),
        ("=1+1", "=1+1"),
    ],
)
async def test_a_name_is_kept_as_it_reads(api: Api, staff: Staff, typed: str, kept: str) -> None:
    answer = await add(api, staff, name=typed)
    assert answer.status_code == 201, answer.text
    assert answer.json()["name"] == kept


@pytest.mark.parametrize("typed", ["", " ", "\u200b\u200d", "\u202e", "x" * 10_000])
async def test_what_is_no_name_is_refused(api: Api, staff: Staff, typed: str) -> None:
    answer = await add(api, staff, name=typed)
    assert answer.status_code in (400, 422), (answer.status_code, answer.text)


@pytest.mark.parametrize("field", ["name", "phones", "emails", "address"])
async def test_half_a_sign_is_refused_and_breaks_nothing(
    api: Api, staff: Staff, field: str
) -> None:
    """JSON can say what no text can hold."""
    half = '["\\ud800"]' if field.endswith("s") and field != "address" else '"\\ud800"'
    named = "" if field == "name" else '"name": "Dewi", '
    body = f'{{"clientId": "{uuid4().hex}", {named}"{field}": {half}}}'
    answer = await api.client.post(
        "/api/v1/contacts",
        content=body.encode(),
        headers={"Authorization": f"Bearer {staff.agent}", "Content-Type": "application/json"},
    )
    assert answer.status_code in (400, 422), (answer.status_code, answer.text)


@pytest.mark.parametrize(
    "asked",
    ["(", ".*", "[a-", "\\", "$where", "^", "a{99999}", "\x00", "%00", "\U0001f469", "#", "+"],
)
async def test_signs_that_mean_something_elsewhere_are_only_signs_in_a_search(
    api: Api, staff: Staff, asked: str
) -> None:
    await add(api, staff, name="Dewi Lestari")
    answer = await api.client.get(
        "/api/v1/contacts",
        params={"q": asked},
        headers={"Authorization": f"Bearer {staff.agent}"},
    )
    assert answer.status_code in (200, 400, 422), (answer.status_code, answer.text)


async def test_ten_thousand_characters_are_no_search(api: Api, staff: Staff) -> None:
    for asked in ("x" * 10_000, "a " * 3_000):
        answer = await api.get(f"/contacts?q={asked}", token=staff.agent)
        assert answer.status_code in (200, 400, 414, 422)


async def test_pages_lose_and_repeat_nobody_who_stays_while_contacts_come_change_and_go(
    api: Api, staff: Staff, hub: Hub
) -> None:
    made = [(await add(api, staff, name=f"Tetap {n}")).json() for n in range(12)]
    goes = (await add(api, staff, name="Pergi")).json()
    seen: list[str] = []
    cursor = ""
    while True:
        page = (await api.get(f"/contacts?limit=3{cursor}", token=staff.agent)).json()
        seen += [one["id"] for one in page["items"]]
        if not page["nextCursor"]:
            break
        cursor = f"&cursor={page['nextCursor']}"
        await add(api, staff, name="Baru")
        renamed = {"version": 1, "name": "Tetap, berganti nama"}
        await api.patch(f"/contacts/{made[len(seen) % 12]['id']}", renamed, token=staff.agent)
        if len(seen) == 3:
            merge = {"intoId": made[0]["id"]}
            await api.post(f"/contacts/{goes['id']}/merge", merge, token=staff.admin)
    assert len(seen) == len(set(seen))
    assert {one["id"] for one in made} <= set(seen)


async def test_of_two_at_once_the_beaten_is_told_what_stands_there(api: Api, staff: Staff) -> None:
    contact = (await add(api, staff)).json()
    path = f"/contacts/{contact['id']}"
    answers = await asyncio.gather(
        *(
            api.patch(path, {"version": 1, "name": name}, token=token)
            for name, token in (("Dewi L.", staff.agent), ("Ibu Dewi", staff.supervisor))
        )
    )
    assert sorted(each.status_code for each in answers) == [200, 409]
    won, lost = sorted(answers, key=lambda each: each.status_code)
    assert lost.json()["contact"]["name"] == won.json()["name"]
    assert lost.json()["changed"] == ["name"]


async def test_who_was_deactivated_reaches_no_contact(api: Api, staff: Staff, hub: Hub) -> None:
    contact = (await add(api, staff)).json()
    await hub.store.change(
        Member, {"_id": staff.agent_id}, {"$set": {"state": MemberState.DEACTIVATED.value}}
    )
    for answer in (
        await api.get("/contacts", token=staff.agent),
        await api.get(f"/contacts/{contact['id']}", token=staff.agent),
        await api.patch(
            f"/contacts/{contact['id']}", {"version": 1, "name": "X"}, token=staff.agent
        ),
        await api.post(
            f"/contacts/{contact['id']}/merge", {"intoId": str(Id())}, token=staff.agent
        ),
    ):
        assert answer.status_code == 401, answer.text
    kept = await hub.store.get(Contact, {"_id": Id(contact["id"])})
    assert kept is not None and kept.name == "Dewi"
