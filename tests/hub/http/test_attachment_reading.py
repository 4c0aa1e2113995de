"""Files read over HTTP: by whom, in which parts, and how they are shown."""

import httpx2

from hub.rules.audience import member_room
from hub.store.mongo import Store
from models.documents.base import Id
from tests import made_files as made
from tests.hub.http.doors import Api, Staff
from tests.hub.http.file_doors import keep_in_conversation, send


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
