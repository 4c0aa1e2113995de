import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from channels_adapters.registry import all_adapters
from tests.services.command import ROOT, hub

SAMPLE = ROOT / "channels_adapters" / "livechat" / "samples" / "question.json"


async def test_a_sample_gives_one_object_a_line_without_any_database(tmp_path: Path) -> None:
    seen = await hub("normalise", "livechat", str(SAMPLE), str(SAMPLE), cwd=tmp_path)
    assert seen.code == 0, seen
    first, second = [json.loads(line) for line in seen.out.splitlines()]
    assert first == second
    assert first["event"] == "message"
    assert list(tmp_path.iterdir()) == []


async def test_an_unknown_kind_is_told_with_the_known_ones(tmp_path: Path) -> None:
    seen = await hub("normalise", "pigeon", str(SAMPLE), cwd=tmp_path)
    assert seen.code == 1
    known = ", ".join(all_adapters())
    assert seen.err == f"There is no channel kind 'pigeon'. There are: {known}.\n"


async def test_a_missing_file_is_told(tmp_path: Path) -> None:
    seen = await hub("normalise", "livechat", "nowhere.json", cwd=tmp_path)
    assert seen.code == 1
    assert seen.err == "nowhere.json: No such file or directory\n"


async def test_bytes_that_are_no_payload_give_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(bytes(range(256)))
    seen = await hub("normalise", "livechat", "noise", cwd=tmp_path)
    assert "Traceback" not in seen.err


async def test_what_says_a_time_that_cannot_be_happened_now(tmp_path: Path) -> None:
    for date in ("Date: Fri, 1 Jan 2099 00:00:00 +0000", "Date: nonsense", "X-Date: none"):
        (tmp_path / "mail.eml").write_text(f"{date}\nFrom: a@x.example\n\nHalo")
        seen = await hub("normalise", "email", "mail.eml", cwd=tmp_path)
        at = datetime.fromisoformat(json.loads(seen.out)["timestamp"])
        assert abs(datetime.now(UTC) - at) < timedelta(minutes=1)
