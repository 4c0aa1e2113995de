from pathlib import Path

from hub.kit.child_process import free_port
from tests.services.command import hub
from tests.services.lone_mongod import lone_mongod

SECRET = "s" * 32


async def test_embedded_mode_needs_nothing_else(tmp_path: Path) -> None:
    seen = await hub("doctor", cwd=tmp_path)
    assert seen.code == 0, seen
    assert "MongoDB   a private one" in seen.out
    assert "Redis     not used" in seen.out
    assert "HUB_SMTP_URL is empty" in seen.out


async def test_a_good_set_up_is_green_but_for_an_old_mongodb(
    tmp_path: Path, mongodb_url: str, redis_url: str
) -> None:
    seen = await hub(
        "doctor",
        cwd=tmp_path,
        HUB_MONGODB_URL=mongodb_url,
        HUB_REDIS_URL=redis_url,
        HUB_SECRET_KEY=SECRET,
    )
    assert seen.code == 0, seen
    assert "Redis     answers" in seen.out


async def test_what_is_red_is_told_line_by_line(tmp_path: Path) -> None:
    data = tmp_path / "lone"
    data.mkdir()
    async with lone_mongod(data) as url:
        seen = await hub(
            "doctor",
            cwd=tmp_path,
            HUB_MONGODB_URL=url,
            HUB_REDIS_URL=f"redis://127.0.0.1:{free_port()}",
            HUB_SECRET_KEY=SECRET,
            HUB_SMTP_URL=f"smtp://127.0.0.1:{free_port()}",
            HUB_MAIL_FROM="help@example.com",
            HUB_PUBLIC_URL="http://chat.example.com",
        )
    assert seen.code == 1
    lines = {line[6:15].strip(): line for line in seen.out.splitlines()}
    assert lines["MongoDB"].startswith("FAIL") and "--replSet" in lines["MongoDB"]
    assert lines["Redis"].startswith("FAIL") and "away" in lines["Redis"]
    assert lines["Mail"].startswith("FAIL") and "HUB_SMTP_URL" in lines["Mail"]
    assert lines["Address"].startswith("note") and "TLS" in lines["Address"]
    assert "Traceback" not in seen.err
