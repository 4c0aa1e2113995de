"""A role that starts while MongoDB comes and goes: it waits, and says so in a line."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from hub.kit import child_process
from tests.faults.house import Role, embedded_house, until_readyz

LAST_OF_THE_CHECK, FIRST_OF_OPENING = b"listDatabases", b"buildInfo"
GONE_SECONDS = 7.0
"""Longer than the driver looks for a server."""

pytestmark = [pytest.mark.faults, pytest.mark.timeout(90)]


class Cut:
    """A line to MongoDB that is cut right after the check at the start, for a while."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._open: set[asyncio.StreamWriter] = set()
        self._gone = self._checked = False
        self.cuts = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._gone:
            writer.close()
            return
        to, back = await asyncio.open_connection("127.0.0.1", self._port)
        self._open |= {writer, back}
        answers = asyncio.create_task(self._pass_on(to, writer))
        await self._pass_on(reader, back)
        await answers

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65_536):
                self._checked = self._checked or LAST_OF_THE_CHECK in data
                if self._checked and FIRST_OF_OPENING in data and not self.cuts:
                    self._cut()
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            self._open.discard(writer)
            writer.close()

    def _cut(self) -> None:
        self.cuts += 1
        self._gone = True
        asyncio.get_running_loop().call_later(GONE_SECONDS, self._mend)
        for writer in self._open:
            writer.transport.abort()

    def _mend(self) -> None:
        self._gone = False


@asynccontextmanager
async def cut_line(port: int) -> AsyncIterator[tuple[Cut, int]]:
    cut = Cut(port)
    here = child_process.free_port()
    server = await asyncio.start_server(cut.serve, "127.0.0.1", here)
    yield cut, here
    server.close()


async def test_mongod_goes_right_after_the_check(tmp_path: Path, password_hash: str) -> None:
    async with embedded_house(tmp_path, password_hash) as there:
        port = int(there.mongod.url.split(":")[2].partition("/")[0])
        async with cut_line(port) as (cut, here):
            settings = {
                "HUB_MONGODB_URL": f"mongodb://127.0.0.1:{here}/simpul?directConnection=true",
                "HUB_DATA_DIR": str(tmp_path / "late"),
            }
            late = Role("late", "serve", tmp_path, settings)
            await late.start()
            try:
                await until_readyz(late.url, 200)
            finally:
                await late.end()
            assert cut.cuts == 1
            assert late.said("start_waits") >= 1
            assert late.said("Traceback") == 0
