"""Posts over kept connections with no more work than needed: the client shares the hub's two cores."""

import asyncio
from collections.abc import Mapping
from urllib.parse import urlsplit


class Caller:
    """Bodies to one address. A connection serves one call at a time; there are as many as needed."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        assert parts.hostname and parts.port
        self._host, self._port, self._path = parts.hostname, parts.port, parts.path
        self._free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def post(self, body: bytes, headers: Mapping[str, str]) -> int:
        """The status of the answer."""
        reader, writer = (
            self._free.pop()
            if self._free
            else await asyncio.open_connection(self._host, self._port)
        )
        lines = [f"POST {self._path} HTTP/1.1", f"Host: {self._host}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        lines += [f"Content-Length: {len(body)}", "", ""]
        writer.write("\r\n".join(lines).encode() + body)
        head = await reader.readuntil(b"\r\n\r\n")
        lengths = [
            line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")
        ]
        await reader.readexactly(int(lengths[0].split(b":")[1]))
        self._free.append((reader, writer))
        return int(head.split(b" ", 2)[1])

    def close(self) -> None:
        for _, writer in self._free:
            writer.close()
