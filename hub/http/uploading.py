"""The one file of a multipart request, handed on in pieces as it arrives.

Starlette's own ``form()`` writes whole files to disk before anyone may look at them.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from hub.http.doorway.refusals import RequestTimeout, UnsupportedMediaType
from hub.kit.errors import Invalid, Malformed

MAX_AROUND = 64 * 1024
"""Bytes that a request may hold beside its file: headers of its parts, fields nobody asked for."""

PIECE_PATIENCE = 30.0
"""Seconds without a single byte, after which an upload is given up."""


class ArrivingFile:
    """``name`` and ``mime`` as the sender says them; known after ``begin``."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._stream = request.stream()
        self._parser = MultipartParser(
            _boundary_of(request),
            {
                "on_part_begin": self._on_part_begin,
                "on_header_field": self._on_header_field,
                "on_header_value": self._on_header_value,
                "on_header_end": self._on_header_end,
                "on_headers_finished": self._on_headers_finished,
                "on_part_data": self._on_part_data,
                "on_end": self._on_end,
            },
        )
        self._ready: deque[bytes] = deque()
        self._headers: dict[bytes, bytes] = {}
        self._field, self._value = b"", b""
        self._in_file = self._begun = self._ended = False
        self._around = 0
        self.name = ""
        self.mime = ""

    async def begin(self) -> None:
        """Read up to the file. Raises Malformed, or Invalid when there is none."""
        while not self._begun:
            if self._ended:
                raise Invalid("There is no file.", fields={"file": "is missing"})
            await self._read_on()

    async def pieces(self) -> AsyncIterator[bytes]:
        """The bytes of the file. Raises Malformed when the upload breaks off."""
        while True:
            while self._ready:
                yield self._ready.popleft()
            if self._ended:
                return
            await self._read_on()

    async def _read_on(self) -> None:
        try:
            async with asyncio.timeout(PIECE_PATIENCE):
                arrived = await anext(self._stream, None)
        except TimeoutError:
            raise RequestTimeout from None
        except ClientDisconnect:
            arrived = None
        if arrived is None:
            raise Malformed("The upload ended before the file did.")
        try:
            self._parser.write(arrived)
        except FormParserError as error:
            raise Malformed(f"The multipart body is not valid: {error}") from None

    def _on_part_begin(self) -> None:
        self._headers = {}

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]
        self._count_around(end - start)

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]
        self._count_around(end - start)

    def _on_header_end(self) -> None:
        self._headers[self._field.lower()] = self._value
        self._field, self._value = b"", b""

    def _on_headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._in_file = b"filename" in options
        if not self._in_file:
            return
        if self._begun:
            raise Invalid("Send one file at a time.", fields={"file": "is there twice"})
        self._begun = True
        self.name = options[b"filename"].decode("utf-8", "replace").replace("%22", '"')
        self.mime = self._headers.get(b"content-type", b"").decode("latin-1")

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._in_file:
            self._ready.append(data[start:end])
        else:
            self._count_around(end - start)

    def _on_end(self) -> None:
        self._ended = True

    def _count_around(self, size: int) -> None:
        self._around += size
        if self._around > MAX_AROUND:
            raise Malformed("The multipart body holds too much beside its file.")


def _boundary_of(request: Request) -> bytes:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data":
        raise UnsupportedMediaType("Send the file as multipart/form-data, in a field named file.")
    boundary = options.get(b"boundary", b"")
    if not 1 <= len(boundary) <= 70:
        raise Malformed("The Content-Type names no boundary.")
    return boundary
