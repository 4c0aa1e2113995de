"""What somebody can do who need not say who he is: how fast he may write, and what stays inside."""

import pytest

from hub.http.app import build
from hub.wiring import NEWCOMER_BURST, VISITOR_BURST, Hub
from tests.hub.http.doors import Api, Site
from tests.hub.http.test_story import say, visit


async def test_a_visitor_who_floods_waits_and_others_do_not(api: Api, hub: Hub, site: Site) -> None:
    maya, rina = [await visit(api, site) for _ in range(2)]
    for _ in range(VISITOR_BURST - 1):
        hub.visitors_pace.step(maya["visitor"]["id"])
    await say(api, site, maya["token"], "Halo", "flood-000001")

    for path, body in (
        ("messages", {"clientId": "flood-000002", "text": "Lagi"}),
        ("rating", {"score": 5}),
    ):
        answer = await api.post(f"/chat/{site.chat_id}/{path}", body, token=maya["token"])
        assert (answer.status_code, answer.json()["error"]) == (429, "too_many"), path
        assert int(answer.headers["Retry-After"]) >= 1
    await say(api, site, rina["token"], "Halo juga", "calm-000001")
    thread = await api.get(f"/chat/{site.chat_id}/messages", token=maya["token"])
    assert [each["text"] for each in thread.json()["items"]] == ["Halo"]


async def test_who_begins_without_end_waits_and_who_has_begun_goes_on(
    api: Api, hub: Hub, site: Site
) -> None:
    path, maya = f"/chat/{site.chat_id}/session", await visit(api, site)
    for _ in range(NEWCOMER_BURST - 1):
        hub.newcomers_pace.step("203.0.113.7")

    refused = await api.post(path, {"name": "Lagi"})

    assert (refused.status_code, refused.json()["error"]) == (429, "too_many")
    assert int(refused.headers["Retry-After"]) >= 1
    assert (await api.post(path, {"token": maya["token"]})).status_code == 200
    elsewhere = Api(build(hub), "203.0.113.8")
    assert (await elsewhere.post(path, {})).status_code == 200


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 404),
        ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}, 404),
        ("127.0.0.1", {"Authorization": "Bearer "}, 200),
        ("203.0.113.7", {}, 404),
        ("203.0.113.7", {"Authorization": "Bearer "}, 404),
        ("unix", {}, 404),
    ],
)
async def test_figures_are_for_this_machine_and_for_nobody_behind_a_proxy(
    hub: Hub, address: str, headers: dict[str, str], status: int
) -> None:
    caller = Api(build(hub), address)
    assert (await caller.client.get("/metrics", headers=headers)).status_code == status


async def test_with_a_token_figures_are_for_who_has_it(hub: Hub) -> None:
    hub.settings = hub.settings.model_copy(update={"metrics_token": "kunci-angka"})
    for address in ("127.0.0.1", "203.0.113.7"):
        caller = Api(build(hub), address)
        for given, status in (("Bearer kunci-angka", 200), ("Bearer kunci", 404), ("", 404)):
            answer = await caller.client.get("/metrics", headers={"Authorization": given})
            assert answer.status_code == status, (address, given)
