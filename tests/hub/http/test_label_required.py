"""A house may ask for a label before a conversation is resolved."""

from tests.hub.http.doors import Api, Site, Staff
from tests.hub.http.test_story import say, visit


async def test_without_a_label_it_is_not_resolved_when_the_house_asks_for_one(
    api: Api, site: Site, staff: Staff
) -> None:
    await api.patch("/workspace", {"labelRequired": True}, token=staff.admin)
    kind = (await api.post("/label-categories", {"name": "Topik"}, token=staff.admin)).json()
    body = {"name": "Kirim", "categoryId": kind["id"]}
    label = (await api.post("/labels", body, token=staff.admin)).json()
    said = await say(api, site, (await visit(api, site))["token"], "Halo", "visitor-0001")
    path = f"/conversations/{said['conversationId']}"
    await api.post(f"{path}/claim", token=staff.agent)

    refused = await api.post(f"{path}/resolve", {}, token=staff.agent)
    assert (refused.status_code, refused.json()["error"]) == (422, "label_required")
    assert (await api.get(path, token=staff.agent)).json()["state"] == "handled"

    await api.put(f"{path}/labels", {"labelIds": [label["id"]]}, token=staff.agent)
    assert (await api.post(f"{path}/resolve", {}, token=staff.agent)).status_code == 200


async def test_spam_needs_no_label(api: Api, site: Site, staff: Staff) -> None:
    await api.patch("/workspace", {"labelRequired": True}, token=staff.admin)
    said = await say(api, site, (await visit(api, site))["token"], "Murah", "visitor-0001")
    path = f"/conversations/{said['conversationId']}"
    await api.post(f"{path}/claim", token=staff.agent)
    done = await api.post(f"{path}/resolve", {"cause": "spam"}, token=staff.agent)
    assert done.status_code == 200
