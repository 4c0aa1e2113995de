"""Files sent over HTTP: what is taken, what is refused, and that nothing of it stays."""

from typing import Any

import pytest

from hub.kit.clock import SettableClock
from hub.store.mongo import Store
from models.documents import Attachment
from tests import made_files as made
from tests.hub.http.doors import Api, Staff
from tests.hub.http.file_doors import send


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
        "inline": False,
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
