"""What is malformed, too large, too deep or of the wrong kind is refused in one shape, in words."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pymongo.errors import AutoReconnect, ExecutionTimeout

from hub.http.doorway import reading
from hub.http.doorway.reading import MAX_JSON
from hub.store.errors import StoreAway
from hub.wiring import Hub
from tests.hub.http.doors import Api, Site, Staff

JSON = {"Content-Type": "application/json"}
SIGN_IN = "/api/v1/auth/sign-in"
GOOD = b'{"email": "ana@toko.example", "password": "x"}'


async def test_bodies_that_cannot_be_taken_are_refused_by_kind(api: Api) -> None:
    cases: list[tuple[bytes, str, int]] = [
        (b"{", "malformed", 400),
        (b"\xff\xfe", "malformed", 400),
        (b'{"email": NaN, "password": "x"}', "malformed", 400),
        (b"[" * 100_000, "malformed", 400),
        (b'{"a":' * 30_000, "malformed", 400),
        (b"[]", "invalid", 422),
        (b"null", "invalid", 422),
        (b'"text"', "invalid", 422),
        (b"{}", "invalid", 422),
        (b"", "invalid", 422),
        (b'{"email": 5, "password": "x"}', "invalid", 422),
        (b'{"email": "a@b", "password": "x", "more": 1}', "invalid", 422),
        (b'{"email": "a\\u0000@b", "password": "x"}', "invalid", 422),
        (b'{"email": "a@b", "password": "\\ud800"}', "invalid", 422),
        (b'{"email": "a@b", "password": 99999999999999999999}', "invalid", 422),
    ]
    for body, error, status in cases:
        answer = await api.client.post(SIGN_IN, content=body, headers=JSON)
        told = answer.json()
        assert (answer.status_code, told["error"]) == (status, error), body[:40]
        assert told["detail"]


async def test_what_is_wrong_is_told_by_the_names_that_clients_use(api: Api, staff: Staff) -> None:
    answer = await api.post(
        "/members", {"email": "x", "name": "", "role": "boss"}, token=staff.admin
    )
    assert set(answer.json()["fields"]) == {"role"}
    answer = await api.post(
        "/members",
        {"email": "new@toko.example", "name": "N", "role": "agent", "departmentIds": ["zz"]},
        token=staff.admin,
    )
    assert set(answer.json()["fields"]) == {"departmentIds.0"}
    answer = await api.get("/conversations?limit=0&tab=none&nothing=1", token=staff.agent)
    assert set(answer.json()["fields"]) == {"limit", "tab", "nothing"}


async def test_a_body_must_say_that_it_is_json(api: Api) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        answer = await api.client.post(SIGN_IN, content=GOOD, headers={"Content-Type": kind})
        assert (answer.status_code, answer.json()["error"]) == (415, "unsupported_media_type")
    charset = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert (await api.client.post(SIGN_IN, content=GOOD, headers=charset)).status_code == 401


async def test_a_body_over_the_limit_is_refused_before_it_is_read(api: Api) -> None:
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        while True:
            taken += 65_536
            yield b" " * 65_536

    answer = await api.client.post(SIGN_IN, content=endless(), headers=JSON)
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")
    assert taken <= MAX_JSON + 3 * 65_536
    announced = {**JSON, "Content-Length": str(MAX_JSON + 1)}
    answer = await api.client.post(SIGN_IN, content=b"{}", headers=announced)
    assert answer.status_code == 413


async def test_a_body_that_never_ends_is_given_up(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncio

    monkeypatch.setattr(reading, "BODY_PATIENCE", 0.05)

    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(30)

    answer = await asyncio.wait_for(
        api.client.post(SIGN_IN, content=slow(), headers=JSON), timeout=10
    )
    assert (answer.status_code, answer.json()["error"]) == (408, "request_timeout")


async def test_addresses_and_methods_that_do_not_exist_answer_in_the_same_shape(
    api: Api, staff: Staff
) -> None:
    missing = await api.get("/nothing", token=staff.agent)
    assert (missing.status_code, missing.json()["error"]) == (404, "not_found")
    method = await api.delete("/auth/sign-in")
    assert (method.status_code, method.json()["error"]) == (405, "method_not_allowed")
    assert method.headers["allow"] == "POST"
    for id in ("x", "%00", "6b04b4be59ce8ac6170007", "6b04b4be59ce8ac617000799"):
        answer = await api.get(f"/conversations/{id}", token=staff.agent)
        assert (answer.status_code, answer.json()["error"]) == (404, "not_found"), id


async def test_cursors_of_ones_own_making_are_refused(api: Api, staff: Staff, site: Site) -> None:
    for cursor in (
        "x",
        "WzFd",
        "W10",
        "WzEsMl0",
        "e30",
        "%00",
        "é",
        "WzEwMDAwMDAwMDAwMDAwMDAwMCwieCJd",
    ):
        answer = await api.get(f"/conversations?tab=all&cursor={cursor}", token=staff.agent)
        assert (answer.status_code, set(answer.json()["fields"])) == (422, {"cursor"}), cursor


async def test_days_are_those_of_the_workspace_and_within_reason(api: Api, staff: Staff) -> None:
    for query, status in (
        ("from=2026-11-25&to=2026-11-25", 200),
        ("from=9999-12-31", 422),
        ("to=0001-01-01", 422),
        ("from=yesterday", 422),
    ):
        answer = await api.get(f"/conversations?tab=all&{query}", token=staff.agent)
        assert answer.status_code == status, query


async def test_a_defect_is_answered_with_a_reference_and_no_traceback(
    api: Api, hub: Hub, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(hub, "claim_conversation", broken)
    answer = await api.post(f"/conversations/{staff.agent_id}/claim", token=staff.agent)
    assert (answer.status_code, answer.json()["error"]) == (500, "internal_error")
    assert answer.json()["reference"] in answer.json()["detail"]
    assert "secret" not in answer.text


async def test_a_database_that_is_away_is_worth_another_try(
    api: Api, hub: Hub, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    for failure in (StoreAway(), AutoReconnect("gone"), ExecutionTimeout("too long")):

        async def away(*_: Any, failure: Exception = failure) -> None:
            raise failure

        monkeypatch.setattr(hub, "claim_conversation", away)
        answer = await api.post(f"/conversations/{staff.agent_id}/claim", token=staff.agent)
        assert answer.status_code == 503, failure
        assert int(answer.headers["retry-after"]) > 0


async def test_the_chat_refuses_foreign_sites_closed_channels_and_what_it_did_not_ask_for(
    api: Api, site: Site
) -> None:
    path = f"/chat/{site.chat_id}/session"
    foreign = await api.post(path, {}, headers={"Origin": "https://evil.example"})
    assert (foreign.status_code, foreign.json()["error"]) == (403, "origin_not_allowed")
    shop = await api.post(path, {}, headers={"Origin": "https://shop.example"})
    assert shop.status_code == 200
    assert (await api.post(f"/chat/{site.closed_id}/session", {})).status_code == 404
    signed = await api.post(path, {"identityToken": "a.b.c"})
    assert set(signed.json()["fields"]) == {"identityToken"}
    asked = await api.post(path, {"fields": {"nik": "1", "topic": "nothing"}})
    assert (asked.status_code, set(asked.json()["fields"])) == (
        422,
        {"fields.nik", "fields.topic"},
    )
    wrong = await api.post(path, {"email": "no address"})
    assert set(wrong.json()["fields"]) == {"email"}


async def test_a_visitor_whose_token_is_worthless_begins_anew(api: Api, site: Site) -> None:
    path = f"/chat/{site.chat_id}/session"
    first = (await api.post(path, {})).json()
    again = (await api.post(path, {"token": first["token"]})).json()
    assert again["visitor"]["id"] == first["visitor"]["id"]
    for worthless in ("", "x", "a.b.c", first["token"][:-2] + "zz"):
        other = await api.post(path, {"token": worthless})
        assert other.status_code == 200
        assert other.json()["visitor"]["id"] != first["visitor"]["id"]


async def test_phones_are_kept_as_e164_with_the_workspace_country(
    api: Api, site: Site, hub: Hub
) -> None:
    from models.documents import Contact

    path = f"/chat/{site.chat_id}/session"
    await api.post(path, {"name": "Dewi", "phone": "0812-3456-7890"})
    contact = await hub.store.get(Contact, {"name": "Dewi"})
    assert contact is not None
    assert contact.phones == ["+6281234567890"]
    assert (await api.post(path, {"phone": "12"})).status_code == 422
