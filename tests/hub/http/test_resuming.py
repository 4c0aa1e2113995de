"""A chat goes on by the link of a mail, on whatever device, once."""

from datetime import timedelta

from hub.rules.links import Link, token_of
from hub.wiring import Hub
from models.documents import ChatLink
from models.documents.base import Id
from models.words import LinkPurpose
from tests.hub.http.doors import Api, Site
from tests.hub.http.test_story import say, visit


async def test_the_link_of_a_mail_continues_the_chat_once(api: Api, site: Site, hub: Hub) -> None:
    first = await visit(api, site)
    said = await say(api, site, first["token"], "Halo", "visitor-0001")
    now = hub.clock.now()
    link = ChatLink(
        conversation_id=Id(said["conversationId"]),
        channel_id=site.chat_id,
        identity_id=Id(first["visitor"]["id"]),
        created_at=now,
        expires_at=now + timedelta(days=7),
    )
    await hub.store.insert(link)
    secret = token_of(hub.signer, Link(LinkPurpose.RESUME_CHAT, link.id, 1))

    path = f"/chat/{site.chat_id}/session"
    elsewhere = await api.post(path, {"resumeToken": secret})
    assert elsewhere.status_code == 200
    assert elsewhere.json()["visitor"]["id"] == first["visitor"]["id"]
    assert elsewhere.json()["conversation"]["id"] == said["conversationId"]
    mine = await api.get(f"/chat/{site.chat_id}/messages", token=elsewhere.json()["token"])
    assert [one["text"] for one in mine.json()["items"]] == ["Halo"]

    again = await api.post(path, {"resumeToken": secret})
    assert (again.status_code, again.json()["error"]) == (409, "link_used")
    forged = await api.post(path, {"resumeToken": secret[:-2] + "xx"})
    assert forged.status_code == 404
