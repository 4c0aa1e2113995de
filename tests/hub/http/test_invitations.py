"""Invitations, from many addresses at once to the new member who is signed in."""

import asyncio

from hub.kit.clock import SettableClock
from hub.rules.links import Link, token_of
from hub.wiring import Hub
from models.documents import Department, Event, Invitation, Member, SystemMail
from models.documents.base import Id
from models.words import EventType, LinkPurpose, MailState
from tests.hub.http.doors import PASSWORD, Api, Staff

DAY = 86_400
MANY = [
    " Eka@Toko.example",
    "eka@toko.example",
    "ana@toko.example",
    "no address",
    "",
    "f@toko.example",
]


async def invited(api: Api, staff: Staff, email: str = "eka@toko.example", **more: object) -> str:
    body = {"emails": [email], "role": "agent", "departmentIds": [str(staff.sales_id)], **more}
    answer = await api.post("/invitations", body, token=staff.admin)
    assert answer.status_code == 200, answer.text
    id: str = answer.json()["items"][0]["invitation"]["id"]
    return id


def token(hub: Hub, id: str, round: int = 1) -> str:
    return token_of(hub.signer, Link(LinkPurpose.INVITATION, Id(id), round))


def accepting(token: str, name: str = "Eka Putri") -> dict[str, str]:
    return {"token": token, "name": name, "password": PASSWORD, "language": "en"}


async def test_each_of_many_addresses_is_told_what_became_of_it(
    api: Api, hub: Hub, staff: Staff
) -> None:
    await invited(api, staff, "f@toko.example")
    await api.patch(f"/members/{staff.supervisor_id}", {"state": "deactivated"}, token=staff.admin)
    body = {"emails": [*MANY, "rina@toko.example"], "role": "agent"}
    answer = await api.post("/invitations", body, token=staff.admin)
    told = {one["email"]: one["result"] for one in answer.json()["items"]}
    assert told == {
        "eka@toko.example": "invited",
        "ana@toko.example": "already_member",
        "no address": "malformed",
        "f@toko.example": "already_invited",
        "rina@toko.example": "deactivated_member",
    }
    mails = await hub.store.find(SystemMail, {})
    assert [mail.to for mail in mails] == ["f@toko.example", "eka@toko.example"]


async def test_one_address_invited_many_times_at_once_has_one_invitation_and_one_mail(
    api: Api, hub: Hub, staff: Staff
) -> None:
    body = {"emails": ["eka@toko.example"], "role": "agent"}
    answers = await asyncio.gather(
        *(api.post("/invitations", body, token=staff.admin) for _ in range(6))
    )
    told = sorted(answer.json()["items"][0]["result"] for answer in answers)
    assert told == ["already_invited"] * 5 + ["invited"]
    assert await hub.store.count(Invitation, {}) == await hub.store.count(SystemMail, {}) == 1


async def test_whoever_holds_the_link_becomes_what_he_was_invited_as(
    api: Api, hub: Hub, staff: Staff
) -> None:
    id = await invited(api, staff, role="supervisor", supervisedIds=[str(staff.agent_id)])
    shown = await api.post("/auth/invite-link", {"token": token(hub, id)})
    assert shown.json()["email"] == "eka@toko.example"
    assert (shown.json()["role"], shown.json()["invitedBy"]) == ("supervisor", "Budi")
    answer = await api.post("/auth/accept-invite", accepting(token(hub, id)))
    assert answer.status_code == 200
    member = answer.json()["member"]
    assert (member["name"], member["role"], member["language"]) == ("Eka Putri", "supervisor", "en")
    assert member["departmentIds"] == [str(staff.sales_id)]
    assert member["supervisedIds"] == [str(staff.agent_id)]
    assert "session=" in answer.headers["set-cookie"]
    api.client.cookies.clear()
    assert (await api.get("/me", token=answer.json()["token"])).json() == member
    assert (await api.sign_in("eka@toko.example"))["member"]["id"] == member["id"]
    assert (await api.get("/invitations", token=staff.admin)).json()["items"] == []


async def test_of_two_who_open_a_link_at_once_one_joins(api: Api, hub: Hub, staff: Staff) -> None:
    id = await invited(api, staff)
    answers = await asyncio.gather(
        *(api.post("/auth/accept-invite", accepting(token(hub, id), f"E{n}")) for n in range(4))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert {answer.json().get("error") for answer in answers} == {None, "link_used"}
    assert await hub.store.count(Member, {"email": "eka@toko.example"}) == 1


async def test_a_link_that_holds_no_more_says_why(
    api: Api, hub: Hub, staff: Staff, clock: SettableClock
) -> None:
    async def error(token: str) -> tuple[int, str]:
        looked = await api.post("/auth/invite-link", {"token": token})
        tried = await api.post("/auth/accept-invite", accepting(token))
        assert (looked.status_code, looked.json()["error"]) == (
            tried.status_code,
            tried.json()["error"],
        )
        return tried.status_code, tried.json()["error"]

    id = await invited(api, staff)
    renewed = await api.post(f"/invitations/{id}/resend", token=staff.admin)
    assert renewed.status_code == 200
    assert await error(token(hub, id)) == (409, "link_replaced")
    clock.advance(7 * DAY)
    assert await error(token(hub, id, 2)) == (409, "link_expired")
    await api.post(f"/invitations/{id}/resend", token=staff.admin)
    assert (await api.post("/auth/invite-link", {"token": token(hub, id, 3)})).status_code == 200
    await api.delete(f"/invitations/{id}", token=staff.admin)
    assert await error(token(hub, id, 3)) == (409, "link_revoked")
    cut, swapped = token(hub, id)[:-1], token(hub, id).swapcase()
    for nonsense in ("", "x", cut, swapped, token(hub, str(Id())), "0" * 24 + ".1.x"):
        assert await error(nonsense) == (404, "link_unknown"), nonsense


async def test_a_link_of_one_purpose_opens_nothing_else(api: Api, hub: Hub, staff: Staff) -> None:
    id = await invited(api, staff)
    other = token_of(hub.signer, Link(LinkPurpose.PASSWORD_RESET, Id(id), 1))
    assert (await api.post("/auth/accept-invite", accepting(other))).status_code == 404


async def test_a_weak_password_or_an_empty_name_keeps_the_link_good(
    api: Api, hub: Hub, staff: Staff
) -> None:
    id = await invited(api, staff)
    weak = await api.post(
        "/auth/accept-invite", {**accepting(token(hub, id)), "password": "kurang"}
    )
    assert set(weak.json()["fields"]) == {"password"}
    nameless = await api.post("/auth/accept-invite", accepting(token(hub, id), "  "))
    assert set(nameless.json()["fields"]) == {"name"}
    assert (await api.post("/auth/accept-invite", accepting(token(hub, id)))).status_code == 200


async def test_what_is_gone_meanwhile_of_an_invitation_is_left_out(
    api: Api, hub: Hub, staff: Staff
) -> None:
    id = await invited(api, staff, departmentIds=[str(staff.sales_id), str(staff.billing_id)])
    await hub.store.delete(Department, {"_id": staff.billing_id})
    joined = await api.post("/auth/accept-invite", accepting(token(hub, id)))
    assert joined.json()["member"]["departmentIds"] == [str(staff.sales_id)]


async def test_a_revoked_address_can_be_invited_again_and_an_accepted_one_not_revoked(
    api: Api, hub: Hub, staff: Staff
) -> None:
    first = await invited(api, staff)
    for _ in range(2):
        assert (await api.delete(f"/invitations/{first}", token=staff.admin)).status_code == 204
    assert (await api.post(f"/invitations/{first}/resend", token=staff.admin)).status_code == 409
    second = await invited(api, staff)
    await api.post("/auth/accept-invite", accepting(token(hub, second)))
    late = await api.delete(f"/invitations/{second}", token=staff.admin)
    assert (late.status_code, late.json()["error"]) == (409, "invitation_ended")


async def test_a_link_may_be_copied_and_the_journal_knows_by_whom(
    api: Api, hub: Hub, staff: Staff
) -> None:
    id = await invited(api, staff)
    [mail] = await hub.store.find(SystemMail, {})
    by_invitation = await api.post(f"/invitations/{id}/link", token=staff.admin)
    by_mail = await api.post(f"/system-mails/{mail.id}/link", token=staff.admin)
    assert by_invitation.json() == by_mail.json()
    assert by_mail.json()["url"] == f"http://hub.test/invite#{token(hub, id)}"
    rows = await hub.store.find(Event, {"type": EventType.SYSTEM_MAIL_LINK_READ.value})
    assert {(row.actor.id, *row.rooms) for row in rows} == {(staff.admin_id,)}
    assert len(rows) == 2
    await api.delete(f"/invitations/{id}", token=staff.admin)
    assert (await api.post(f"/invitations/{id}/link", token=staff.admin)).status_code == 409
    assert (await api.post(f"/system-mails/{mail.id}/link", token=staff.admin)).status_code == 409


async def test_the_mail_log_shows_what_was_sent_without_its_secret(
    api: Api, hub: Hub, staff: Staff
) -> None:
    for number in range(5):
        await invited(api, staff, f"e{number}@toko.example")
    first = (await api.get("/system-mails?limit=3", token=staff.admin)).json()
    rest = (await api.get(f"/system-mails?cursor={first['nextCursor']}", token=staff.admin)).json()
    names = [one["to"] for one in (*first["items"], *rest["items"])]
    assert names == [f"e{number}@toko.example" for number in (4, 3, 2, 1, 0)]
    assert "nextCursor" not in rest or rest["nextCursor"] is None
    read = await api.get(f"/system-mails/{first['items'][0]['id']}", token=staff.admin)
    assert "e4@toko.example" in read.json()["text"]
    assert "invite#" not in read.text
    server = (await api.get("/mail-server", token=staff.admin)).json()
    assert server == {"sends": False, "sender": None}


async def test_only_what_may_not_have_arrived_is_sent_again(
    api: Api, hub: Hub, staff: Staff, clock: SettableClock
) -> None:
    await invited(api, staff)
    [mail] = await hub.store.find(SystemMail, {})
    path = f"/system-mails/{mail.id}/send"
    for state, status in (("failed", 200), ("unknown", 200), ("sent", 409), ("sending", 409)):
        await hub.store.change(SystemMail, {"_id": mail.id}, {"$set": {"state": state}})
        assert (await api.post(path, token=staff.admin)).status_code == status, state
    await hub.store.change(SystemMail, {"_id": mail.id}, {"$set": {"state": MailState.FAILED}})
    clock.advance(7 * DAY)
    ended = await api.post(path, token=staff.admin)
    assert (ended.status_code, ended.json()["error"]) == (409, "mail_link_ended")
