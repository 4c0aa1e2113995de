"""Files over HTTP: who may send and read which, and how they are shown."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from hub.kit.clock import SettableClock
from hub.kit.tokens import Signer
from hub.rules.audience import member_room, visitor_room
from hub.rules.visitor_token import VisitorClaims, issue_visitor_token
from hub.store.mongo import Store
from hub.wiring import Hub
from models.documents import Attachment, Channel, Conversation, Message
from models.documents.base import ContactName, Id
from models.documents.message import Author
from models.words import (
    AttachmentState,
    AuthorKind,
    ConversationState,
    Direction,
    MessageStatus,
    Visibility,
)
from tests import made_files as made
from tests.hub.http.doors import Api, Staff


@pytest.fixture
async def channel(hub: Hub, store: Store) -> Channel:
    channel = Channel(kind="livechat", name="Shop", created_at=store.clock.now())
    await store.insert(channel)
    await hub.directory.refresh()
    return channel


@pytest.fixture
def signer(hub: Hub) -> Signer:
    return hub.signer


def visitor_token(signer: Signer, channel_id: Id, identity_id: Id) -> str:
    return issue_visitor_token(signer, VisitorClaims(identity_id, channel_id, "http://shop.test"))


async def send(
    api: Api, path: str, token: str, name: str, data: bytes, mime: str = "image/png"
) -> httpx2.Response:
    return await api.client.post(
        "/api/v1" + path,
        files={"file": (name, data, mime)},
        headers={"Authorization": f"Bearer {token}"},
    )


async def keep_in_conversation(
    store: Store,
    id: Id,
    audience: list[str],
    *,
    channel_id: Id | None = None,
    identity_id: Id | None = None,
    visibility: Visibility = Visibility.PUBLIC,
) -> None:
    """As the flows leave it: part of a message of a conversation that these rooms see."""
    now, contact = store.clock.now(), ContactName(id=Id(), name="Siti")
    conversation = Conversation(
        number=int(str(id)[-6:], 16),
        state=ConversationState.HANDLED,
        channel_id=channel_id or Id(),
        channel_kind="livechat",
        thread_key=str(id),
        identity_id=identity_id or Id(),
        address="visitor",
        contact=contact,
        department_id=Id(),
        audience=audience,
        started_at=now,
        last_activity_at=now,
    )
    message = Message(
        conversation_id=conversation.id,
        channel_id=conversation.channel_id,
        number=1,
        direction=Direction.OUTBOUND,
        visibility=visibility,
        author=Author(kind=AuthorKind.AGENT),
        status=MessageStatus.SENT,
        at=now,
    )
    await store.insert(conversation)
    await store.insert(message)
    await store.change(
        Attachment,
        {"_id": id},
        {
            "$set": {
                "state": AttachmentState.KEPT,
                "conversation_id": conversation.id,
                "message_id": message.id,
            }
        },
    )


async def test_a_member_uploads_a_file_and_reads_it_back(api: Api, staff: Staff) -> None:
    answer = await send(api, "/attachments", staff.agent, "../café.html", made.png(640, 480))
    assert answer.status_code == 201
    body = answer.json()
    assert body | {"id": "", "url": ""} == {
        "id": "",
        "url": "",
        "kind": "image",
        "name": "café.png",
        "mime": "image/png",
        "size": len(made.png(640, 480)),
        "width": 640,
        "height": 480,
    }
    read = await api.get(body["url"], token=staff.agent)
    assert (read.status_code, read.content) == (200, made.png(640, 480))
    assert read.headers["content-type"] == "image/png"
    assert read.headers["content-length"] == str(len(read.content))
    assert read.headers["content-disposition"] == (
        "inline; filename=\"caf_.png\"; filename*=UTF-8''caf%C3%A9.png"
    )
    assert read.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in read.headers["content-security-policy"]
    assert read.headers["cache-control"] == "private, no-cache"


async def test_a_file_waiting_to_be_attached_is_seen_by_its_uploader_only(
    api: Api, staff: Staff
) -> None:
    url = (await send(api, "/attachments", staff.agent, "a.png", made.png())).json()["url"]
    for other in (staff.supervisor, staff.admin):
        assert (await api.get(url, token=other)).status_code == 404
    assert (await api.get(url)).status_code == 401


async def test_a_kept_file_is_seen_by_who_sees_its_conversation(
    api: Api, staff: Staff, store: Store
) -> None:
    body = (await send(api, "/attachments", staff.agent, "a.png", made.png())).json()
    await keep_in_conversation(store, Id(body["id"]), [member_room(staff.supervisor_id)])
    assert (await api.get(body["url"], token=staff.supervisor)).status_code == 200
    for foreign in (staff.agent, staff.admin):
        refused = await api.get(body["url"], token=foreign)
        assert refused.status_code == 404
        assert refused.json() == (await api.get(f"/attachments/{Id()}", token=foreign)).json()


async def test_what_could_run_is_a_download(api: Api, staff: Staff) -> None:
    for case, shown in {"pdf": False, "text": False, "zip": False, "mp4": True}.items():
        name, data, _ = made.ALLOWED[case]
        body = (await send(api, "/attachments", staff.agent, name, data)).json()
        read = await api.get(body["url"], token=staff.agent)
        disposition = read.headers["content-disposition"]
        assert disposition.startswith("inline" if shown else "attachment"), case
    huge = await send(api, "/attachments", staff.agent, "a.png", made.png(60_000, 60_000))
    read = await api.get(huge.json()["url"], token=staff.agent)
    assert read.headers["content-disposition"].startswith("attachment")


async def test_forbidden_types_are_refused_in_words_and_leave_nothing(
    api: Api, staff: Staff, store: Store
) -> None:
    for name, data in (("a.png", made.HTML), ("logo.svg", made.SVG), ("a.pdf", b"MZ\x90\0")):
        refused = await send(api, "/attachments", staff.agent, name, data)
        assert refused.status_code == 422
        body = refused.json()
        assert body["error"] == "file_type_refused"
        assert "pictures (JPEG, PNG" in body["detail"]
        assert "image/webp" in body["allowed"]
    empty = await send(api, "/attachments", staff.agent, "a.txt", b"")
    assert (empty.status_code, empty.json()["error"]) == (422, "file_empty")
    assert await store.db["fs.chunks"].count_documents({}) == 0
    assert await store.count(Attachment, {}) == 0


@pytest.mark.parametrize("announced", [True, False])
async def test_a_file_over_the_limit_is_refused_whether_or_not_it_says_so(
    api: Api, staff: Staff, store: Store, monkeypatch: pytest.MonkeyPatch, announced: bool
) -> None:
    monkeypatch.setattr("hub.http.attachments.MAX_FILE", 300_000)
    head, tail = framed("a.png", made.png())
    content = head + made.noise(400_000) + tail

    async def unannounced() -> Any:
        for at in range(0, len(content), 50_000):
            yield content[at : at + 50_000]

    refused = await api.client.post(
        "/api/v1/attachments",
        content=content if announced else unannounced(),
        headers={"Authorization": f"Bearer {staff.agent}", "Content-Type": FRAMED},
    )
    assert refused.status_code == 413
    assert refused.json()["limit"] == 300_000
    assert "0.3 MB" in refused.json()["detail"]
    assert await store.db["fs.chunks"].count_documents({}) == 0


FRAMED = "multipart/form-data; boundary=frame"


def framed(name: str, data: bytes, field: str = "file") -> tuple[bytes, bytes]:
    head = f'--frame\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
    return head.encode() + data, b"\r\n--frame--\r\n"


BROKEN = [
    # content type, body, answer
    ("application/json", b"{}", 415),
    ("multipart/form-data", b"", 400),
    ("multipart/form-data; boundary=" + "x" * 71, b"", 400),
    (FRAMED, b"", 400),
    (FRAMED, b"nonsense", 400),
    (FRAMED, b"--frame--\r\n", 422),
    (FRAMED, framed("a.png", made.png())[0], 400),
    (FRAMED, b"--frame\r\nX: " + b"x" * 100_000, 400),
    (FRAMED, b'--frame\r\nContent-Disposition: form-data; name="a"\r\n\r\nb', 400),
    (FRAMED, b'--frame\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--frame--', 422),
    (FRAMED, framed("a.png", made.png())[0] + b"\r\n" + b"".join(framed("b.png", b"b")), 422),
    (
        FRAMED,
        b'--frame\r\nContent-Disposition: form-data; name="a"\r\n\r\n' + b"b" * 200_000,
        400,
    ),
]


async def test_a_broken_form_is_refused_and_leaves_nothing(
    api: Api, staff: Staff, store: Store
) -> None:
    for kind, content, status in BROKEN:
        refused = await api.client.post(
            "/api/v1/attachments",
            content=content,
            headers={"Authorization": f"Bearer {staff.agent}", "Content-Type": kind},
        )
        assert refused.status_code == status, (kind, content[:100], refused.text)
    assert await store.db["fs.chunks"].count_documents({}) == 0
    assert await store.count(Attachment, {}) == 0


async def test_fields_around_the_file_do_no_harm(api: Api, staff: Staff) -> None:
    answer = await api.client.post(
        "/api/v1/attachments",
        data={"conversationId": "x" * 1000},
        files={"file": ("a.png", made.png())},
        headers={"Authorization": f"Bearer {staff.agent}"},
    )
    assert answer.status_code == 201


async def test_uploads_by_cookie_need_the_csrf_header(api: Api) -> None:
    await api.post("/auth/sign-in", {"email": "ana@toko.example", "password": "benang biru empat"})
    form = {"file": ("a.png", made.png())}
    assert (await api.client.post("/api/v1/attachments", files=form)).status_code == 403
    csrf = {"X-CSRF-Token": api.client.cookies["csrf"]}
    taken = await api.client.post("/api/v1/attachments", files=form, headers=csrf)
    assert taken.status_code == 201


async def test_ranges(api: Api, staff: Staff) -> None:
    data = made.png() + made.noise(600_000)
    url = (await send(api, "/attachments", staff.agent, "a.png", data)).json()["url"]
    size = len(data)

    async def part(wanted: str, **headers: str) -> httpx2.Response:
        return await api.get(url, token=staff.agent, headers={"Range": wanted, **headers})

    for wanted, start, end in [
        ("bytes=0-0", 0, 1),
        ("bytes=5-", 5, size),
        ("bytes=-7", size - 7, size),
        (f"bytes=-{size * 2}", 0, size),
        ("bytes=261115-261125", 261115, 261126),
        (f"bytes=100-{size * 9}", 100, size),
    ]:
        got = await part(wanted)
        assert got.status_code == 206, wanted
        assert got.content == data[start:end]
        assert got.headers["content-range"] == f"bytes {start}-{end - 1}/{size}"
        assert got.headers["content-length"] == str(end - start)
    for wanted in (f"bytes={size}-", "bytes=-0"):
        got = await part(wanted)
        assert (got.status_code, got.headers["content-range"]) == (416, f"bytes */{size}")
    for ignored in ("bytes=5-1", "bytes=0-1,5-6", "lines=1-2", "bytes=-", "bytes=a-b"):
        assert (await part(ignored)).status_code == 200, ignored
    etag = (await api.get(url, token=staff.agent)).headers["etag"]
    assert (await part("bytes=0-4", **{"If-Range": etag})).status_code == 206
    assert (await part("bytes=0-4", **{"If-Range": '"older"'})).status_code == 200


async def test_an_unchanged_file_is_not_sent_again_but_the_rights_are_asked_again(
    api: Api, staff: Staff
) -> None:
    url = (await send(api, "/attachments", staff.agent, "a.png", made.png())).json()["url"]
    etag = (await api.get(url, token=staff.agent)).headers["etag"]
    for known in (etag, f'"x", W/{etag}'):
        again = await api.get(url, token=staff.agent, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
    foreign = await api.get(url, token=staff.supervisor, headers={"If-None-Match": etag})
    assert foreign.status_code == 404


async def test_head_tells_the_same_without_the_bytes(api: Api, staff: Staff) -> None:
    url = (await send(api, "/attachments", staff.agent, "a.png", made.png())).json()["url"]
    head = await api.request("HEAD", url, token=staff.agent)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(made.png()))
    assert head.headers["accept-ranges"] == "bytes"


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
    from hub.presenters.file_links import signed_url

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
    from hub.presenters.file_links import WINDOW_SECONDS, signed_url

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


async def test_one_person_cannot_fill_the_store(
    api: Api, staff: Staff, monkeypatch: pytest.MonkeyPatch, clock: SettableClock
) -> None:
    monkeypatch.setattr("hub.http.attachments.MOST_UPLOADS", 3)
    answers = [await send(api, "/attachments", staff.agent, "a", made.png()) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [201, 201, 201, 429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert (await send(api, "/attachments", staff.admin, "a", made.png())).status_code == 201
    clock.advance(600)
    assert (await send(api, "/attachments", staff.agent, "a", made.png())).status_code == 201
