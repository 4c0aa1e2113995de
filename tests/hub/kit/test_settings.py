from pathlib import Path

import pytest

from hub.kit.settings import (
    SettingsError,
    completed,
    load_settings,
    read_settings,
    unknown_settings,
)


@pytest.fixture(autouse=True)
def own_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("HUB_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("HUB_PORT", "abc", "HUB_PORT: must be a number from 1 to 65535, got 'abc'"),
        ("HUB_PORT", "0", "HUB_PORT: must be a number from 1 to 65535, got '0'"),
        ("HUB_PORT", "65536", "HUB_PORT: must be a number from 1 to 65535, got '65536'"),
        ("HUB_PORT", "8000 ", None),
        ("HUB_LOG_FORMAT", "xml", "HUB_LOG_FORMAT: must be text or json, got 'xml'"),
        ("HUB_SECRET_KEY", "short", "HUB_SECRET_KEY: must have at least 32 characters, has 5"),
        ("HUB_MONGODB_URL", "localhost:27017", "HUB_MONGODB_URL: must be an address such as"),
        ("HUB_MONGODB_URL", "mongodb://", "HUB_MONGODB_URL: must be an address such as"),
        ("HUB_REDIS_URL", "http://127.0.0.1", "HUB_REDIS_URL: must be an address such as"),
        ("HUB_SMTP_URL", "mail.example.com", "HUB_SMTP_URL: must be an address such as"),
        ("HUB_MAIL_FROM", "Paketara", "HUB_MAIL_FROM: must be an address such as halo@example.com"),
        ("HUB_MAIL_FROM", "Paketara <halo@paketara.example>", None),
        ("HUB_PUBLIC_URL", "https://a.example/x", "HUB_PUBLIC_URL: must be an address without"),
        ("HUB_PUBLIC_URL", "chat.example.com", "HUB_PUBLIC_URL: must be an address without"),
        ("HUB_PUBLIC_URL", "https://a:b", "HUB_PUBLIC_URL: must be an address without"),
    ],
)
def test_a_wrong_value_is_told_in_one_line_that_names_the_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, line: str | None
) -> None:
    monkeypatch.setenv(name, value)
    if line is None:
        load_settings()
        return
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert str(refused.value).startswith(line)
    assert "\n" not in str(refused.value)


def test_a_password_in_a_wrong_address_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_MONGODB_URL", "postgres://anna:geheim@db.example.com")
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert "geheim" not in str(refused.value)


def test_an_empty_value_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_PORT", "")
    monkeypatch.setenv("HUB_PUBLIC_URL", "")
    assert load_settings().public_url == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://localhost:8000"),
        ("::1", "http://[::1]:8000"),
        ("hub", "http://hub:8000"),
    ],
)
def test_the_public_address_follows_from_host_and_port(
    monkeypatch: pytest.MonkeyPatch, host: str, url: str
) -> None:
    monkeypatch.setenv("HUB_HOST", host)
    assert load_settings().public_url == url


def test_the_public_address_loses_its_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_PUBLIC_URL", "https://Chat.example.com/")
    assert load_settings().public_url == "https://chat.example.com"


def test_the_secret_key_is_made_once_and_kept_for_its_owner_only(own_data_folder: Path) -> None:
    first = load_settings().secret_key
    assert len(first) == 64
    assert load_settings().secret_key == first
    assert (own_data_folder / "secret_key").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in own_data_folder.iterdir()) == ["secret_key"]


def test_the_secret_key_does_not_stand_in_the_repr() -> None:
    settings = load_settings()
    assert settings.secret_key not in repr(settings)


def test_with_redis_the_secret_key_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_REDIS_URL", "redis://127.0.0.1:6379")
    with pytest.raises(SettingsError, match=r"^HUB_SECRET_KEY: is required with HUB_REDIS_URL"):
        load_settings()


def test_a_damaged_key_file_is_told_and_not_replaced(own_data_folder: Path) -> None:
    own_data_folder.mkdir()
    (own_data_folder / "secret_key").write_text("half")
    with pytest.raises(SettingsError, match=r"^HUB_SECRET_KEY: .* holds no usable key"):
        load_settings()
    assert (own_data_folder / "secret_key").read_text() == "half"


def test_a_data_folder_that_is_a_file_is_told(own_data_folder: Path) -> None:
    own_data_folder.write_text("")
    with pytest.raises(SettingsError, match=r"^HUB_DATA_DIR: .* cannot be used: "):
        completed(read_settings())


def test_a_misspelt_setting_is_told_with_the_nearest_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_MONGO_URL", "mongodb://127.0.0.1")
    assert unknown_settings() == ["HUB_MONGO_URL: no such setting, did you mean HUB_MONGODB_URL?"]


def test_every_setting_stands_in_the_example_file() -> None:
    from hub.kit.settings import PREFIX, Settings

    example = Path(".env.example").read_text().splitlines()
    written = {line.partition("=")[0] for line in example if line and line[0] != "#"}
    assert written == {PREFIX + name.upper() for name in Settings.model_fields}
