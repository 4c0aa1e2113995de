"""Settings from the environment and a ``.env`` file; each is described in ``.env.example``."""

import difflib
import os
from collections.abc import Iterable
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from hub.kit.secret_key import MIN_SECRET_CHARACTERS, kept_secret_key

PREFIX = "HUB_"
ENV_FILE = ".env"


class SettingsError(Exception):
    """One line that names the setting and says what it must be."""


def _port(value: object) -> int:
    text = str(value).strip()
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise ValueError(f"must be a number from 1 to 65535, got {text!r}")
    return int(text)


def _url(schemes: Iterable[str], example: str) -> AfterValidator:
    allowed = tuple(schemes)

    def check(value: str) -> str:
        # The value is not repeated: it may hold a password.
        wrong = f"must be an address such as {example}"
        try:
            parts = urlsplit(value)
        except ValueError:
            raise ValueError(wrong) from None
        if value and (parts.scheme not in allowed or not (parts.netloc or parts.scheme == "unix")):
            raise ValueError(wrong)
        return value

    return AfterValidator(check)


def _origin(value: str) -> str:
    wrong = f"must be an address without a path, such as https://chat.example.com, got {value!r}"
    try:
        parts = urlsplit(value.rstrip("/"))
        _ = parts.port
    except ValueError:
        raise ValueError(wrong) from None
    whole = f"{parts.scheme}://{parts.netloc}"
    if value and (
        parts.scheme not in ("http", "https") or whole != value.rstrip("/") or "@" in whole
    ):
        raise ValueError(wrong)
    return value.rstrip("/").lower()


def _log_format(value: object) -> object:
    if value not in ("text", "json"):
        raise ValueError(f"must be text or json, got {value!r}")
    return value


def _secret(value: str) -> str:
    if value and len(value) < MIN_SECRET_CHARACTERS:
        raise ValueError(f"must have at least {MIN_SECRET_CHARACTERS} characters, has {len(value)}")
    return value


def _mail_from(value: str) -> str:
    if value and "@" not in parseaddr(value)[1]:
        raise ValueError("must be an address such as halo@example.com or Name <halo@example.com>")
    return value


class Settings(BaseSettings):
    """All settings, checked. After ``load_settings`` public_url and secret_key are never empty."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    mongodb_url: Annotated[
        str, _url(["mongodb", "mongodb+srv"], "mongodb://127.0.0.1:27017/?replicaSet=rs0")
    ] = ""
    redis_url: Annotated[str, _url(["redis", "rediss", "unix"], "redis://127.0.0.1:6379/0")] = ""
    host: str = "127.0.0.1"
    port: Annotated[int, BeforeValidator(_port)] = 8000
    public_url: Annotated[str, AfterValidator(_origin)] = ""
    secret_key: Annotated[str, AfterValidator(_secret)] = Field(default="", repr=False)
    metrics_token: str = Field(default="", repr=False)
    smtp_url: Annotated[
        str, _url(["smtp", "smtps"], "smtp://user:password@mail.example.com:587")
    ] = ""
    mail_from: Annotated[str, AfterValidator(_mail_from)] = ""
    log_format: Annotated[Literal["text", "json"], BeforeValidator(_log_format)] = "text"
    data_dir: Path = Path(".data")

    @property
    def embedded(self) -> bool:
        """One process, no Redis."""
        return not self.redis_url


def load_settings() -> Settings:
    """Read, check and complete the settings. Raises SettingsError with one line."""
    return completed(read_settings())


def read_settings() -> Settings:
    """What was given, checked, with nothing made or derived yet. Raises SettingsError."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(_first_line(error)) from None
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"{ENV_FILE}: cannot be read: {error}") from None


def completed(settings: Settings) -> Settings:
    """Fill in what depends on other settings: the public address and the secret key.

    Raises SettingsError.
    """
    settings = settings.model_copy(update={"data_dir": settings.data_dir.expanduser().absolute()})
    if not settings.public_url:
        settings = settings.model_copy(
            update={"public_url": default_public_url(settings.host, settings.port)}
        )
    if settings.secret_key:
        return settings
    if not settings.embedded:
        raise SettingsError(
            "HUB_SECRET_KEY: is required with HUB_REDIS_URL, the same in every process; "
            "make one with: openssl rand -hex 32"
        )
    try:
        return settings.model_copy(update={"secret_key": kept_secret_key(settings.data_dir)})
    except ValueError as error:
        raise SettingsError(f"HUB_SECRET_KEY: {error}") from None
    except OSError as error:
        raise SettingsError(
            f"HUB_DATA_DIR: {settings.data_dir} cannot be used: {error.strerror}"
        ) from None


def default_public_url(host: str, port: int) -> str:
    if host in ("0.0.0.0", "::", ""):
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def unknown_settings() -> list[str]:
    """A line for each HUB_ variable that no setting reads, most likely a typing error."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    given = {*os.environ, *dotenv_values(ENV_FILE)}
    lines = []
    for name in sorted(given):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.75)
            lines.append(
                f"{name}: no such setting" + (f", did you mean {near[0]}?" if near else "")
            )
    return lines


def _first_line(error: ValidationError) -> str:
    first = error.errors()[0]
    name = PREFIX + str(first["loc"][0]).upper() if first["loc"] else "settings"
    reason = first["msg"].removeprefix("Value error, ")
    return f"{name}: {reason}".replace("\n", " ")
