import socket
from pathlib import Path

import pytest

from tests.services.command import hub

ALL = ["serve", "web", "relay", "worker", "demo", "create-admin anna@example.com", "migrate"]


@pytest.mark.parametrize("command", [*ALL, "doctor"])
async def test_a_wrong_setting_ends_every_command_with_one_line_and_code_2(
    tmp_path: Path, command: str
) -> None:
    seen = await hub(*command.split(), cwd=tmp_path, HUB_PORT="abc")
    assert seen.code == 2
    assert seen.err == "HUB_PORT: must be a number from 1 to 65535, got 'abc'\n"


@pytest.mark.parametrize("role", ["web", "relay", "worker"])
async def test_a_role_of_its_own_needs_what_it_shares_with_the_others(
    tmp_path: Path, role: str
) -> None:
    seen = await hub(role, cwd=tmp_path)
    assert seen.code == 2
    assert seen.err == (f"HUB_MONGODB_URL: is needed by {role}; python -m hub serve runs without\n")


async def test_settings_are_read_from_an_env_file_and_the_environment_wins(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("HUB_PORT=abc\nHUB_LOG_FORMAT=xml\n")
    seen = await hub("serve", cwd=tmp_path, HUB_PORT="8000")
    assert seen.err == "HUB_LOG_FORMAT: must be text or json, got 'xml'\n"


async def test_a_taken_port_is_told_before_anything_is_started(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        seen = await hub("serve", cwd=tmp_path, HUB_PORT=str(port))
    assert seen.code == 2
    assert seen.err == (f"HUB_PORT: cannot listen on 127.0.0.1:{port}: Address already in use\n")
    assert not (tmp_path / ".data" / "mongod").exists()


async def test_an_unknown_command_is_told_with_the_known_ones(tmp_path: Path) -> None:
    seen = await hub("server", cwd=tmp_path)
    assert seen.code == 2
    assert "create-admin" in seen.err
    assert "Traceback" not in seen.err


async def test_help_lists_every_command(tmp_path: Path) -> None:
    seen = await hub("--help", cwd=tmp_path)
    assert seen.code == 0
    assert all(name.split()[0] in seen.out for name in ALL)
