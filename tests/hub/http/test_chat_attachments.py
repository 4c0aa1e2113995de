"""Files of visitors: sent with their token, read by signed addresses."""

from urllib.parse import parse_qs, urlsplit

import pytest

from hub.kit.clock import SettableClock
from hub.kit.tokens import Signer
from hub.rules.audience import visitor_room
from hub.rules.file_links import WINDOW_SECONDS, signed_url
from hub.store.mongo import Store
from hub.wiring import Hub
from models.documents import Channel
from models.documents.base import Id
from models.words import (
    Visibility,
)
from tests import made_files as made
from tests.hub.http.doors import Api, Staff
from tests.hub.http.file_doors import keep_in_conversation, send, visitor_token


@pytest.fixture
async def channel(hub: Hub, store: Store) -> Channel:
    channel = Channel(kind="livechat", name="Shop", created_at=store.clock.now())
    await store.insert(channel)
    await hub.directory.refresh()
    return channel


@pytest.fixture
def signer(hub: Hub) -> Signer:
    return hub.signer


async def test_a_visitor_uploads_and_the_address_he_is_told_needs_no_header(
    api: Api, channel: Channel, signer: Signer, clock: SettableClock
) -> None:
    siti = visitor_token(signer, channel.id, Id())
    path = f"/chat/{channel.id}/attachments"
    answer = await send(api, path, siti, "a.png", made.png())
    assert answer.status_code == 201
    url = answer.json()["url"]
    read = await api.get(url)
    assert (read.status_code, read.content) == (200, made.png())
    assert "immutable" in read.headers["cache-control"]
    clock.advance(12 * 3600 - 1)
    assert (await api.get(url)).status_code == 200
    clock.advance(12 * 3600 + 1)
    assert (await api.get(url)).status_code == 404


async def test_an_address_is_signed_for_one_file_one_channel_and_one_end(
    api: Api, channel: Channel, signer: Signer
) -> None:
    siti, path = visitor_token(signer, channel.id, Id()), f"/chat/{channel.id}/attachments"
    one = (await send(api, path, siti, "a.png", made.png())).json()
    two = (await send(api, path, siti, "b.png", made.gif())).json()
    query = {name: values[0] for name, values in parse_qs(urlsplit(one["url"]).query).items()}
    exp, sig = query["exp"], query["sig"]
    for wrong in (
        f"{path}/{two['id']}?exp={exp}&sig={sig}",
        f"{path}/{one['id']}?exp={int(exp) + 3600}&sig={sig}",
        f"{path}/{one['id']}?exp={exp}&sig={sig[:-2]}xx",
        f"{path}/{one['id']}?exp={exp}&sig=",
        f"{path}/{one['id']}?exp={exp}&sig=%C3%A9%F0",
        f"/chat/{Id()}/attachments/{one['id']}?exp={exp}&sig={sig}",
    ):
        assert (await api.get(wrong)).status_code == 404, wrong
    for bad in (f"{path}/{one['id']}", f"{path}/{one['id']}?exp=a&sig=b"):
        assert (await api.get(bad)).status_code == 422


async def test_a_visitor_reads_the_files_of_his_own_conversation_and_no_notes(
    api: Api, channel: Channel, signer: Signer, store: Store, staff: Staff
) -> None:
    siti = Id()
    token = visitor_token(signer, channel.id, siti)
    stranger = visitor_token(signer, channel.id, Id())
    for visibility, status in ((Visibility.PUBLIC, 200), (Visibility.INTERNAL, 404)):
        body = (await send(api, "/attachments", staff.agent, "a.png", made.png())).json()
        await keep_in_conversation(
            store,
            Id(body["id"]),
            [visitor_room(siti)],
            channel_id=channel.id,
            identity_id=siti,
            visibility=visibility,
        )
        url = signed_url(signer, channel.id, siti, Id(body["id"]), store.clock.now())
        assert (await api.get(url)).status_code == status
        assert (await api.get(body["url"], token=token)).status_code == status
        assert (await api.get(body["url"], token=stranger)).status_code == 404
        other = signed_url(signer, channel.id, Id(), Id(body["id"]), store.clock.now())
        assert (await api.get(other)).status_code == 404


async def test_the_same_file_keeps_its_address_for_half_a_day(
    signer: Signer, clock: SettableClock
) -> None:
    channel, visitor, file = Id(), Id(), Id()
    begin = int(clock.now().timestamp()) // WINDOW_SECONDS * WINDOW_SECONDS
    clock.advance(begin + WINDOW_SECONDS - clock.now().timestamp())
    first = signed_url(signer, channel, visitor, file, clock.now())
    clock.advance(WINDOW_SECONDS - 1)
    assert signed_url(signer, channel, visitor, file, clock.now()) == first
    clock.advance(1)
    assert signed_url(signer, channel, visitor, file, clock.now()) != first


async def test_uploads_to_another_or_a_closed_channel_are_refused(
    api: Api, channel: Channel, signer: Signer, hub: Hub, store: Store, staff: Staff
) -> None:
    siti, path = visitor_token(signer, channel.id, Id()), f"/chat/{channel.id}/attachments"
    assert (await send(api, f"/chat/{Id()}/attachments", siti, "a", made.png())).status_code == 404
    assert (await send(api, path, staff.agent, "a", made.png())).status_code == 403
    assert (await send(api, "/attachments", siti, "a", made.png())).status_code == 403
    await store.change(Channel, {"_id": channel.id}, {"$set": {"enabled": False}})
    await hub.directory.refresh()
    assert (await send(api, path, siti, "a", made.png())).status_code == 404


async def test_many_visitors_from_one_address_are_stopped_all_the_same(
    api: Api, channel: Channel, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.http.attachments.MOST_FROM_ONE_ADDRESS", 2)
    path = f"/chat/{channel.id}/attachments"

    async def upload() -> int:
        answer = await send(api, path, visitor_token(signer, channel.id, Id()), "a.png", made.png())
        return answer.status_code

    assert [await upload() for _ in range(3)] == [201, 201, 429]
