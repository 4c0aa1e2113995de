"""Folders in memory that do not outlast the run that made them, also when it is killed."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import IO

MEMORY = Path("/dev/shm")
PREFIX = "simpul-tests-"
LOCK = "in-use"
"""A file that is locked as long as its run lives, however that ends."""


@contextmanager
def folder_in_memory(memory: Path = MEMORY) -> Iterator[Path]:
    """An empty folder. First those are removed whose run was killed."""
    _remove_left_over(memory)
    folder = Path(mkdtemp(prefix=PREFIX, dir=memory))
    try:
        with _in_use(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _in_use(folder: Path) -> Iterator[None]:
    """It has its name only once it is locked: nobody may take a run that just begins for a dead one."""
    new = folder / f"{LOCK}.new"
    with new.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        new.rename(folder / LOCK)
        yield


def _remove_left_over(memory: Path) -> None:
    for folder in memory.glob(f"{PREFIX}*"):
        try:
            # Not there in one that is just being made, and closed in one of another user.
            lock = (folder / LOCK).open("r+")
        except OSError:
            continue
        with lock:
            if _is_free(lock):
                shutil.rmtree(folder, ignore_errors=True)


def _is_free(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
