"""The secret key of embedded mode: made once, kept in the data folder, readable by its owner only."""

import os
import secrets
from pathlib import Path

MIN_SECRET_CHARACTERS = 32
FILE_NAME = "secret_key"


def kept_secret_key(data_dir: Path) -> str:
    """Read the key, or make it. Two processes starting at once agree on one.

    Raises ValueError when the file holds no usable key, OSError when the folder cannot be used.
    """
    path = data_dir / FILE_NAME
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(path)
    key = path.read_text().strip()
    if len(key) < MIN_SECRET_CHARACTERS:
        raise ValueError(f"{path} holds no usable key; restore it, or remove it to make a new one")
    return key


def _make(path: Path) -> None:
    # Written whole under another name and linked, so no reader ever sees half a key.
    draft = path.with_name(f".{FILE_NAME}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
    finally:
        draft.unlink(missing_ok=True)
