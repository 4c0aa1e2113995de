"""``python -m hub serve`` as a process that can be killed and started again, and a customer's page."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import httpx2 as httpx

from hub.kit.child_process import free_port
from hub.kit.clock import SystemClock
from hub.store.bus import LocalBus
from hub.store.mongo import Store
from hub.store.private_mongod import running_url

ROOT = Path(__file__).parents[2]
START_SECONDS = 90.0


class ServedHub:
    """One hub on one port and one data folder, over as many lives as a test wants."""

    def __init__(self, data_dir: Path) -> None:
        self.url = f"http://127.0.0.1:{free_port()}"
        self.data_dir = data_dir
        self._log = data_dir / "hub.log"
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Return once it serves. Raises AssertionError with its log when it does not."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}
        own = {
            "HUB_DATA_DIR": str(self.data_dir),
            "HUB_PORT": str(urlsplit(self.url).port),
            "PYTHONPATH": str(ROOT),
        }
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "hub", "serve"),
                cwd=self.data_dir,
                env={**kept, **own},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        try:
            async with asyncio.timeout(START_SECONDS):
                await self._until_ready(self._process)
        except TimeoutError:
            await self.kill()
            raise AssertionError(f"not ready in time: {self._log.read_text()[-4000:]}") from None

    async def _until_ready(self, process: asyncio.subprocess.Process) -> None:
        async with httpx.AsyncClient() as http:
            while process.returncode is None:
                try:
                    if (await http.get(f"{self.url}/readyz")).status_code == 200:
                        return
                except httpx.HTTPError:
                    pass
                await asyncio.sleep(0.1)
        raise AssertionError(f"it ended: {self._log.read_text()[-4000:]}")

    async def kill(self) -> None:
        """kill -9, as a fault; its mongod goes down with it."""
        assert self._process is not None
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> None:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.terminate()
            await asyncio.wait_for(self._process.wait(), 30)

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        """Its database, for what no door lets in."""
        url = running_url(self.data_dir)
        assert url is not None
        store = await Store.open(url, SystemClock(), LocalBus())
        try:
            yield store
        finally:
            await store.close()


class _HostPage(BaseHTTPRequestHandler):
    """A page of somebody else with the widget's script tag on it: /?hub=...&channel=..."""

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        hub, channel = asked.get("hub", [""])[0], asked.get("channel", [""])[0]
        body = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
            <title>Paketara</title></head><body><h1>Paketara</h1><p>A shop.</p>
            <script src="{hub}/widget.js" data-channel="{channel}" async></script>
            </body></html>""".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def customers_site() -> Iterator[str]:
    """The origin of a page that is not the hub's, but of the same site, as a shop's subdomains are."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _HostPage)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
