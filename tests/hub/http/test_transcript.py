"""A conversation to keep: what the customer saw, and nothing else."""

from tests.hub.http.doors import Api, Site, Staff
from tests.hub.http.test_story import say, visit


async def test_a_transcript_holds_what_was_said_and_no_private_note(
    api: Api, site: Site, staff: Staff
) -> None:
    token = (await visit(api, site, name="Dewi <b>"))["token"]
    said = await say(api, site, token, "Halo <script>alert(1)</script>", "visitor-0001")
    path = f"/conversations/{said['conversationId']}"
    for client_id, text, visibility in (
        ("agent-0001", "Sebentar, saya periksa.", "public"),
        ("agent-0002", "RAHASIA", "internal"),
    ):
        body = {"clientId": client_id, "text": text, "visibility": visibility}
        await api.post(f"{path}/messages", body, token=staff.agent)

    plain = await api.get(f"{path}/transcript?format=txt", token=staff.agent)
    page = await api.get(f"{path}/transcript", token=staff.agent)

    assert plain.headers["content-type"].startswith("text/plain")
    assert page.headers["content-type"].startswith("text/html")
    for answer in (plain, page):
        assert answer.status_code == 200
        assert "Sebentar, saya periksa." in answer.text
        assert "RAHASIA" not in answer.text
        assert "attachment" in answer.headers["content-disposition"]
    assert "Halo <script>alert(1)</script>" in plain.text
    assert "<script>" not in page.text
    assert "WIB" in plain.text


async def test_another_format_is_refused(api: Api, site: Site, staff: Staff) -> None:
    token = (await visit(api, site))["token"]
    said = await say(api, site, token, "Halo", "visitor-0001")
    path = f"/conversations/{said['conversationId']}/transcript"
    assert (await api.get(f"{path}?format=pdf", token=staff.agent)).status_code == 422


async def test_an_agent_does_not_say_that_a_supervisor_ended_it(
    api: Api, site: Site, staff: Staff
) -> None:
    token = (await visit(api, site))["token"]
    said = await say(api, site, token, "Halo", "visitor-0001")
    path = f"/conversations/{said['conversationId']}"
    await api.post(f"{path}/claim", token=staff.agent)

    refused = await api.post(f"{path}/resolve", {"cause": "supervisor"}, token=staff.agent)
    assert refused.status_code == 422
    done = await api.post(f"{path}/resolve", {"cause": "agent"}, token=staff.agent)
    assert done.json()["resolveCause"] == "agent"
