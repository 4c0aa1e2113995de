"""Signing in: the session, its two cookies, and the tries that run out for all alike."""

import asyncio

import httpx2

from hub.kit.clock import SettableClock
from tests.hub.http.doors import PASSWORD, Api, Staff

WRONG = {"email": "ana@toko.example", "password": "not the password"}


async def test_a_member_signs_in_with_password_and_reads_his_account(api: Api) -> None:
    signed_in = await api.post(
        "/auth/sign-in", {"email": " Ana@Toko.example ", "password": PASSWORD}
    )
    assert signed_in.status_code == 200
    body = signed_in.json()
    assert body["member"]["name"] == "Ana"
    me = await api.get("/me", token=body["token"])
    assert me.json() == body["member"]


async def test_the_cookie_alone_reads_and_writes_only_with_the_csrf_value_bound_to_it(
    api: Api,
) -> None:
    await api.post("/auth/sign-in", {"email": "ana@toko.example", "password": PASSWORD})
    assert (await api.get("/me")).status_code == 200
    refused = await api.patch("/me", {"name": "Ana P"})
    assert (refused.status_code, refused.json()["error"]) == (403, "csrf_missing")
    csrf = api.client.cookies["csrf"]
    wrong = await api.patch("/me", {"name": "Ana P"}, headers={"X-CSRF-Token": csrf[:-1] + "x"})
    assert wrong.status_code == 403
    right = await api.patch("/me", {"name": "Ana P"}, headers={"X-CSRF-Token": csrf})
    assert right.json()["name"] == "Ana P"


async def test_the_session_cookie_is_out_of_reach_of_scripts(api: Api) -> None:
    answer = await api.post("/auth/sign-in", {"email": "ana@toko.example", "password": PASSWORD})
    session, csrf = sorted(answer.headers.get_list("set-cookie"), reverse=True)
    assert session.startswith("session=")
    assert "HttpOnly" in session
    assert "SameSite=lax" in session
    assert "HttpOnly" not in csrf


async def test_known_and_unknown_accounts_are_refused_alike(api: Api) -> None:
    for left in (4, 3, 2, 1, 0):
        known = await api.post("/auth/sign-in", WRONG)
        unknown = await api.post("/auth/sign-in", {**WRONG, "email": "nobody@toko.example"})
        assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())
        assert known.json()["triesLeft"] == left


async def test_after_five_wrong_tries_even_the_right_password_waits(
    api: Api, clock: SettableClock
) -> None:
    right = {"email": "ana@toko.example", "password": PASSWORD}
    for _ in range(5):
        await api.post("/auth/sign-in", WRONG)
    blocked = await api.post("/auth/sign-in", right)
    assert blocked.status_code == 429
    assert 0 < int(blocked.headers["retry-after"]) <= 900
    clock.advance(900)
    assert (await api.post("/auth/sign-in", right)).status_code == 200


async def test_a_right_password_gives_all_tries_back(api: Api) -> None:
    for _ in range(4):
        await api.post("/auth/sign-in", WRONG)
    await api.post("/auth/sign-in", {"email": "ana@toko.example", "password": PASSWORD})
    again = await api.post("/auth/sign-in", WRONG)
    assert again.json()["triesLeft"] == 4


async def test_a_stranger_elsewhere_cannot_lock_a_member_out(api: Api, far_api: Api) -> None:
    for _ in range(6):
        await far_api.post("/auth/sign-in", WRONG)
    right = {"email": "ana@toko.example", "password": PASSWORD}
    assert (await api.post("/auth/sign-in", right)).status_code == 200


async def test_guesses_sent_at_once_do_not_get_past_the_limit(api: Api) -> None:
    answers = await asyncio.gather(*(api.post("/auth/sign-in", WRONG) for _ in range(12)))
    tried = [answer for answer in answers if answer.status_code == 401]
    assert len(tried) <= 6


async def test_a_session_ends_by_sign_out_and_after_fourteen_days(
    api: Api, clock: SettableClock
) -> None:
    first = (await api.sign_in("ana@toko.example"))["token"]
    second = (await api.sign_in("ana@toko.example"))["token"]
    assert (await api.post("/auth/sign-out", token=first)).status_code == 204
    assert (await api.get("/me", token=first)).status_code == 401
    clock.advance(14 * 86_400 - 1)
    assert (await api.get("/me", token=second)).status_code == 200
    clock.advance(1)
    assert (await api.get("/me", token=second)).status_code == 401


async def test_sessions_are_listed_and_ended_one_by_one_or_all_others(api: Api) -> None:
    tokens = [(await api.sign_in("ana@toko.example"))["token"] for _ in range(3)]
    listed = (await api.get("/me/sessions", token=tokens[0])).json()["items"]
    assert [place["current"] for place in listed].count(True) == 1
    other = next(place["id"] for place in listed if not place["current"])
    assert (await api.delete(f"/me/sessions/{other}", token=tokens[0])).status_code == 204
    assert (await api.delete(f"/me/sessions/{other}", token=tokens[0])).status_code == 404
    assert (await api.delete("/me/sessions", token=tokens[0])).status_code == 204
    left = (await api.get("/me/sessions", token=tokens[0])).json()["items"]
    assert [place["current"] for place in left] == [True]


async def test_nobody_ends_the_session_of_another(api: Api, staff: Staff) -> None:
    ana = (await api.get("/me/sessions", token=staff.agent)).json()["items"][0]["id"]
    assert (await api.delete(f"/me/sessions/{ana}", token=staff.admin)).status_code == 404


async def test_a_worthless_bearer_is_refused(api: Api) -> None:
    for bearer in ("", "x", "a.b.c", "\x7f", "é", "x" * 5000):
        raw = httpx2.Headers([(b"authorization", ("Bearer " + bearer).encode())])
        answer = await api.client.get("/api/v1/me", headers=raw)
        assert answer.status_code == 401
        assert answer.json()["error"]
