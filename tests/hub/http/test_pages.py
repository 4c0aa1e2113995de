"""What browsers are given: built files, strict policies, and no way out of the folder."""

from pathlib import Path

import pytest

from hub.http import pages
from hub.rules.origins import may_embed
from tests.hub.http.doors import Api, Site

INDEX = "<!doctype html><script>theme()</script><script src='/a.js'></script>" + "x" * 3_000

ABSENT = [
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/assets/%2e%2e/%2e%2e/secret.txt",
    "/widget/..%2f..%2fsecret.txt",
    "/demo/%2e%2e%2fsecret.txt",
    "/assets/nothing.js",
    "/%00.js",
    "/..%5csecret.txt",
    "/" + "a" * 5_000 + ".js",
    "/portal/nothing",
    "/api/v1/nothing",
    "/api/nothing",
]


@pytest.fixture
def dist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("inbox/assets", "widget/assets", "loader", "demo"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("inbox", "widget", "demo"):
        (tmp_path / name / "index.html").write_text(INDEX)
    (tmp_path / "inbox/assets/main-DEYBKnJe.js").write_text("1;" * 3_000)
    (tmp_path / "inbox/icon.svg").write_text("<svg/>")
    (tmp_path / "loader/widget.js").write_text("2")
    (tmp_path / "secret.txt").write_text("no")
    monkeypatch.setattr(pages, "DIST", tmp_path)
    return tmp_path


async def get(api: Api, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
    answer = await api.client.get(path, headers=headers)
    return answer.status_code, dict(answer.headers), answer.text


@pytest.mark.usefixtures("dist")
async def test_the_inbox_opens_at_any_place_within_it(api: Api) -> None:
    for path in ("/", "/queue", "/conversations/6b04b4be59ce8ac61700071c"):
        status, headers, body = await get(api, path)
        assert (status, body) == (200, INDEX)
        assert headers["cache-control"] == "no-cache"
        assert headers["x-frame-options"] == "DENY"


@pytest.mark.usefixtures("dist")
async def test_only_the_inline_scripts_of_the_built_page_may_run(api: Api) -> None:
    _, headers, _ = await get(api, "/")
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self' 'sha256-" in policy
    assert "frame-ancestors 'none'" in policy
    script = policy.partition("script-src")[2].partition(";")[0]
    assert "unsafe" not in script
    assert script.count("sha256") == 1


@pytest.mark.usefixtures("dist")
async def test_hashed_files_are_kept_for_ever_and_small_when_asked_for(api: Api) -> None:
    path = "/assets/main-DEYBKnJe.js"
    status, headers, body = await get(api, path, **{"Accept-Encoding": "gzip"})
    assert (status, body) == (200, "1;" * 3_000)
    assert "immutable" in headers["cache-control"]
    assert headers["content-encoding"] == "gzip"
    status, headers, _ = await get(api, path, **{"Accept-Encoding": "gzip;q=0"})
    assert "content-encoding" not in headers
    again, _, _ = await get(api, path, **{"If-None-Match": headers["etag"]})
    assert again == 304


@pytest.mark.usefixtures("dist")
async def test_what_is_not_there_is_not_found_and_nothing_outside_is_reached(api: Api) -> None:
    for path in ABSENT:
        status, headers, body = await get(api, path)
        assert status == 404, path
        assert headers["content-type"] == "application/json"
        assert '"error": "not_found"' in body


@pytest.mark.usefixtures("dist")
async def test_the_widget_may_be_framed_by_its_own_sites_only(api: Api, site: Site) -> None:
    _, headers, _ = await get(api, f"/widget/{site.chat_id}?origin=https%3A%2F%2Fevil.example")
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'self' https://shop.example" in policy
    assert "evil" not in policy
    assert "x-frame-options" not in headers
    for other in (site.closed_id, "6b04b4be59ce8ac617000799", "nonsense"):
        assert (await get(api, f"/widget/{other}"))[0] == 404


@pytest.mark.usefixtures("dist")
async def test_the_loader_may_be_fetched_from_anywhere(api: Api) -> None:
    _, headers, body = await get(api, "/widget.js", Origin="https://shop.example")
    assert body == "2"
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert headers["cache-control"] == "no-cache"


@pytest.mark.usefixtures("dist")
async def test_the_demo_page_is_there_only_with_a_channel_to_show(api: Api, site: Site) -> None:
    assert (await get(api, "/demo"))[0] == 404
    assert (await get(api, "/demo/channel.json"))[0] == 404
    assert (await get(api, f"/demo?channel={site.chat_id}"))[0] == 200


async def test_without_built_faces_a_page_says_what_to_do(
    api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "DIST", tmp_path / "nothing")
    status, _, body = await get(api, "/")
    assert status == 503
    assert "make demo" in body


async def test_every_answer_carries_the_headers_of_security(api: Api) -> None:
    for path in ("/", "/api/v1/me", "/api/docs", "/healthz", "/nothing.txt"):
        _, headers, _ = await get(api, path)
        assert headers["x-content-type-options"] == "nosniff", path
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert headers["referrer-policy"] == "same-origin", path
        assert headers["x-request-id"], path


@pytest.mark.parametrize(
    "site_text",
    ["https://a.example; script-src *", "javascript:alert(1)", "https://", "a b", "'self'"],
)
def test_a_site_that_is_no_origin_never_gets_into_the_policy(site_text: str) -> None:
    assert pages.framing_sites([site_text]) == []


@pytest.mark.parametrize(
    ("origin", "allowed", "may"),
    [
        ("http://hub.test", [], True),
        ("https://hub.test", [], False),
        ("https://shop.example", ["https://shop.example"], True),
        ("https://shop.example:8443", ["https://shop.example"], False),
        ("https://shop.example.evil", ["https://shop.example"], False),
        ("https://any.example", ["*"], True),
        ("null", ["https://shop.example"], False),
        ("http://[", ["https://shop.example"], False),
        ("", [], False),
    ],
)
def test_which_pages_may_show_the_widget(origin: str, allowed: list[str], may: bool) -> None:
    assert may_embed(origin, allowed, "http://hub.test") is may
