"""The topic that a visitor chooses before he writes: it decides the department."""

from tests.hub.http.doors import Api, Site, Staff
from tests.hub.http.test_story import say


async def test_the_topic_leads_to_its_department_and_names_the_chat(
    api: Api, site: Site, staff: Staff
) -> None:
    topics = [
        {"id": "tagihan", "name": {"id": "Tagihan"}, "department_id": str(staff.billing_id)},
        {"id": "lain", "name": {"id": "Lainnya"}},
    ]
    settings = {"topics": topics, "ask_topic": True}
    path = f"/channels/{site.chat_id}"
    changed = await api.patch(path, {"settings": settings}, token=staff.admin)
    assert changed.status_code == 200, changed.text

    begun = await api.post(f"/chat/{site.chat_id}/session", {"fields": {"topic": "tagihan"}})
    renewed = await api.post(f"/chat/{site.chat_id}/session", {"token": begun.json()["token"]})
    said = await say(api, site, renewed.json()["token"], "Tagihan saya dobel", "visitor-0001")
    shown = await api.get(f"/conversations/{said['conversationId']}", token=staff.admin)
    assert (shown.json()["departmentId"], shown.json()["subject"]) == (
        str(staff.billing_id),
        "Tagihan",
    )

    await api.patch(path, {"settings": {"topics": topics[1:]}}, token=staff.admin)
    later = await api.post(f"/chat/{site.chat_id}/session", {"token": begun.json()["token"]})
    assert later.status_code == 200
    other = await api.post(f"/chat/{site.chat_id}/session", {"fields": {"topic": "lain"}})
    said = await say(api, site, other.json()["token"], "Halo", "visitor-0002")
    shown = await api.get(f"/conversations/{said['conversationId']}", token=staff.admin)
    assert shown.json()["subject"] == "Lainnya"
    assert shown.json()["departmentId"] != str(staff.billing_id)
