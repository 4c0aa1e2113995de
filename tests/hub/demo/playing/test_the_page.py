"""What the page itself takes and refuses, whatever the channel."""

import httpx2

from tests.hub.demo.playing.conftest import OURS
from tests.hub.demo.playing.test_whatsapp import PHONE, newcomer


async def test_what_nobody_can_do_is_refused(page: httpx2.AsyncClient) -> None:
    me = await newcomer(page, "Eko")
    empty = await page.post(f"{me}/messages", json={"text": "  "}, headers=OURS)
    assert empty.status_code == 400
    wish = await page.post(f"{me}/messages", json={"kind": "wish"}, headers=OURS)
    assert wish.status_code == 400
    assert (await page.get(f"/play/api/{PHONE.id}/people/1")).status_code == 404
    assert (await page.get("/play/api/nowhere/people/1")).status_code == 404
    assert (await page.post(f"{me}/messages", json={"text": "Halo"})).status_code == 403
    assert (await page.get("/play/../../etc/passwd")).status_code in (404, 418)


async def test_everything_else_is_the_hubs(page: httpx2.AsyncClient) -> None:
    for path in ("/", "/api/v1/me", "/playful"):
        assert (await page.get(path)).status_code == 418
