"""Forgotten and changed passwords."""

import asyncio
from time import perf_counter

from hub.jobs.due_times import DueTimes
from hub.kit.clock import SettableClock
from hub.rules.links import Link, token_of
from hub.wiring import Hub
from models.documents import Event, PasswordReset, SystemMail
from models.words import DueKind, EventType, MailKind
from tests.hub.http.doors import PASSWORD, Api, Staff

NEW = "kata sandi yang baru"


async def work(hub: Hub) -> None:
    """The worker does all that is due."""
    due_times = DueTimes(hub.store, {DueKind.SEND_RESET: hub.request_reset.send})
    while await due_times.act_on_next():
        pass


async def mails(hub: Hub, kind: MailKind = MailKind.PASSWORD_RESET) -> list[SystemMail]:
    return await hub.store.find(SystemMail, {"kind": kind.value})


async def asked(api: Api, hub: Hub) -> str:
    """The token of the newest mail to Ana."""
    assert (await api.post("/auth/forgot", {"email": " Ana@toko.example"})).status_code == 204
    await work(hub)
    link = (await mails(hub))[-1].link
    assert link is not None
    return token_of(hub.signer, Link(link.purpose, link.object_id, link.round))


async def test_a_new_password_by_mail_signs_in_here_and_out_everywhere_else(
    api: Api, hub: Hub, staff: Staff
) -> None:
    token = await asked(api, hub)
    shown = await api.post("/auth/reset-link", {"token": token})
    assert shown.json()["email"] == "ana@toko.example"
    done = await api.post("/auth/reset", {"token": token, "password": NEW})
    assert done.status_code == 200
    api.client.cookies.clear()
    assert (await api.get("/me", token=staff.agent)).status_code == 401
    assert (await api.get("/me", token=done.json()["token"])).status_code == 200
    old = await api.post("/auth/sign-in", {"email": "ana@toko.example", "password": PASSWORD})
    new = await api.post("/auth/sign-in", {"email": "ana@toko.example", "password": NEW})
    assert (old.status_code, new.status_code) == (401, 200)
    [told] = await mails(hub, MailKind.PASSWORD_CHANGED)
    assert (told.to, told.link) == ("ana@toko.example", None)
    [row] = await hub.store.find(Event, {"type": EventType.MEMBER_PASSWORD_CHANGED.value})
    assert (row.actor.id, row.changes, row.rooms) == (staff.agent_id, {"by": "link"}, [])


async def test_a_link_works_once_and_takes_all_others_with_it(api: Api, hub: Hub) -> None:
    first, second = await asked(api, hub), await asked(api, hub)
    answers = await asyncio.gather(
        *(api.post("/auth/reset", {"token": second, "password": f"{NEW}{n}"}) for n in range(4))
    )
    api.client.cookies.clear()
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    other = await api.post("/auth/reset", {"token": first, "password": NEW})
    assert (other.status_code, other.json()["error"]) == (409, "link_used")


async def test_a_link_ends_after_an_hour_and_with_the_account(
    api: Api, hub: Hub, staff: Staff, clock: SettableClock
) -> None:
    token = await asked(api, hub)
    clock.advance(3600)
    late = await api.post("/auth/reset-link", {"token": token})
    assert (late.status_code, late.json()["error"]) == (409, "link_expired")
    token = await asked(api, hub)
    await api.patch(f"/members/{staff.agent_id}", {"state": "deactivated"}, token=staff.admin)
    assert (await api.post("/auth/reset", {"token": token, "password": NEW})).status_code == 404


async def test_known_unknown_and_deactivated_addresses_are_answered_alike(
    api: Api, hub: Hub, staff: Staff
) -> None:
    await api.patch(f"/members/{staff.supervisor_id}", {"state": "deactivated"}, token=staff.admin)
    answers = [
        await api.post("/auth/forgot", {"email": email})
        for email in (
            "ana@toko.example",
            "nobody@toko.example",
            "rina@toko.example",
            "x" * 300,
            "x",
        )
    ]
    assert {(answer.status_code, answer.text) for answer in answers} == {(204, "")}
    await work(hub)
    assert [mail.to for mail in await mails(hub)] == ["ana@toko.example"]
    kept = await hub.store.find(PasswordReset, {})
    assert [reset.member_id for reset in kept] == [staff.agent_id], "strangers are not kept"


async def test_the_answer_takes_as_long_for_a_stranger(api: Api, far_api: Api) -> None:
    """The door does the same for both; this would see a look-up or a mail come back into it."""

    async def seconds(api: Api, email: str) -> float:
        begun = perf_counter()
        answer = await api.post("/auth/forgot", {"email": email})
        took = perf_counter() - begun
        assert answer.status_code == 204
        return took

    known, unknown = [], []
    for _ in range(5):
        known.append(await seconds(api, "ana@toko.example"))
        unknown.append(await seconds(far_api, "nobody@toko.example"))
    # What the door does it does each time; all that a busy machine does is to make some of them longer.
    assert min(known) < min(unknown) * 5
    assert min(unknown) < min(known) * 5


async def test_an_account_gets_three_links_an_hour_and_nobody_learns_of_the_limit(
    api: Api, far_api: Api, hub: Hub, clock: SettableClock
) -> None:
    for n in range(6):
        caller = api if n % 2 else far_api
        answer = await caller.post("/auth/forgot", {"email": "ana@toko.example"})
        assert answer.status_code == 204
    await work(hub)
    assert len(await mails(hub)) == 3
    clock.advance(3600)
    await asked(api, hub)
    assert len(await mails(hub)) == 4


async def test_one_address_of_the_network_asks_twenty_times_an_hour(api: Api, far_api: Api) -> None:
    for number in range(20):
        answer = await api.post("/auth/forgot", {"email": f"e{number}@toko.example"})
        assert answer.status_code == 204
    blocked = await api.post("/auth/forgot", {"email": "ana@toko.example"})
    assert blocked.status_code == 429
    assert int(blocked.headers["retry-after"]) <= 3600
    assert (await far_api.post("/auth/forgot", {"email": "ana@toko.example"})).status_code == 204


async def test_the_link_of_a_kept_mail_is_given_to_admins_and_that_of_a_sent_one_not(
    api: Api, hub: Hub, staff: Staff
) -> None:
    token = await asked(api, hub)
    [mail] = await mails(hub)
    path = f"/system-mails/{mail.id}/link"
    given = await api.post(path, token=staff.admin)
    assert given.json()["url"] == f"http://hub.test/reset#{token}"
    await hub.store.change(SystemMail, {"_id": mail.id}, {"$set": {"state": "sent"}})
    assert (await api.post(path, token=staff.admin)).status_code == 409


async def test_the_present_password_sets_a_new_one_and_ends_the_other_places(
    api: Api, hub: Hub, staff: Staff
) -> None:
    here = (await api.sign_in("ana@toko.example"))["token"]
    link = await asked(api, hub)

    async def change(present: str, password: str) -> tuple[int, dict[str, str]]:
        body = {"present": present, "password": password}
        answer = await api.post("/me/password", body, token=here)
        return answer.status_code, answer.json()["fields"] if answer.content else {}

    assert await change("wrong", NEW) == (422, {"present": "is not the present password"})
    assert set((await change(PASSWORD, "short"))[1]) == {"password"}
    assert set((await change(PASSWORD, PASSWORD))[1]) == {"password"}
    assert await change(PASSWORD, NEW) == (204, {})
    assert (await api.get("/me", token=here)).status_code == 200
    assert (await api.get("/me", token=staff.agent)).status_code == 401
    assert (await api.post("/auth/reset-link", {"token": link})).status_code == 409
    assert len(await mails(hub, MailKind.PASSWORD_CHANGED)) == 1


async def test_a_present_password_cannot_be_guessed_for_long(
    api: Api, staff: Staff, clock: SettableClock
) -> None:
    body = {"present": "wrong", "password": NEW}
    for _ in range(5):
        assert (await api.post("/me/password", body, token=staff.agent)).status_code == 422
    right = {"present": PASSWORD, "password": NEW}
    assert (await api.post("/me/password", right, token=staff.agent)).status_code == 429
    clock.advance(900)
    assert (await api.post("/me/password", right, token=staff.agent)).status_code == 204
