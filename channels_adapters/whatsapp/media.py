"""Files up to Meta and down from it."""

import hashlib
from base64 import b64encode
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx2

from channels_adapters.base import (
    Account,
    RemoteFile,
    SendDelayed,
    SendRefused,
    SendUncertain,
)
from channels_adapters.kit.cleaning import base_mime
from channels_adapters.kit.tolerant import Loose, read
from channels_adapters.whatsapp.errors import error_of, trouble_of
from channels_adapters.whatsapp.files import SIZES, mime_of
from channels_adapters.whatsapp.graph import Graph
from models.envelopes import OutgoingFile

PIECE = 64 * 1024
UPLOAD_TIMEOUT = 120.0


class _Uploaded(Loose):
    id: str | None = None


async def upload(graph: Graph, file: OutgoingFile) -> str:
    """Its id at Meta. Nothing has been sent by that, so what goes wrong may be tried again.

    Raises SendRefused, SendDelayed, AccountBroken.
    """
    boundary = uuid4().hex
    head, tail = _around(file, boundary)
    try:
        answer = await graph.call(
            "POST",
            graph.settings.phone_number_id,
            "media",
            harmless=True,
            timeout=httpx2.Timeout(UPLOAD_TIMEOUT, connect=10),
            content=_multipart(head, file, tail),
            headers={
                "Content-Type": f"multipart/form-data; boundary={boundary}",
                "Content-Length": str(len(head) + file.size + len(tail)),
            },
        )
    except SendUncertain as error:
        raise SendDelayed(error.code, error.detail, whole_channel=True) from error
    id = read(_Uploaded, answer).id
    if not id:
        raise SendDelayed("no_answer", "the answer names no file", whole_channel=True)
    return id


def _around(file: OutgoingFile, boundary: str) -> tuple[bytes, bytes]:
    """What stands before and after the bytes of the file."""
    mime = mime_of(file)
    fields = {"messaging_product": "whatsapp", "type": mime}
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    name = "".join("_" if c in '"\r\n\\' else c for c in file.name)
    parts.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        f"Content-Type: {mime}\r\n\r\n"
    )
    return "".join(parts).encode(), f"\r\n--{boundary}--\r\n".encode()


async def _multipart(head: bytes, file: OutgoingFile, tail: bytes) -> AsyncIterator[bytes]:
    yield head
    async for piece in file.open():
        yield piece
    yield tail


class _Place(Loose):
    """Where the bytes of a file are, for five minutes."""

    url: str | None = None
    mime_type: str | None = None
    sha256: str | None = None
    file_size: int | None = None


async def fetch(account: Account, media_id: str) -> RemoteFile:
    """Raises SendRefused when it will never come, SendDelayed, AccountBroken."""
    graph = Graph(account)
    try:
        query = {"phone_number_id": graph.settings.phone_number_id}
        answer = await graph.get(media_id, query=query, missing_is_ours=False)
    except SendUncertain as error:
        raise SendDelayed(error.code, error.detail) from error
    place = read(_Place, answer)
    if not place.url:
        raise SendDelayed("no_answer", "the answer names no address")
    _check_host(graph, place.url)
    if place.file_size is not None and place.file_size > max(SIZES.values()):
        raise SendRefused("file_size", f"{place.file_size} bytes")
    return RemoteFile(
        pieces=_pieces(graph, place),
        mime=base_mime(place.mime_type) if place.mime_type else None,
        size=place.file_size,
    )


def _check_host(graph: Graph, url: str) -> None:
    """The token is shown to hosts that an admin named, and to no other. Raises SendRefused."""
    base, asked = urlsplit(graph.settings.api_base), urlsplit(url)
    same = (asked.scheme, asked.netloc) == (base.scheme, base.netloc)
    named = asked.scheme == "https" and asked.netloc.lower() in graph.settings.media_hosts
    if not same and not named:
        raise SendRefused("media_host", f"{asked.hostname} is not among the media hosts")


async def _pieces(graph: Graph, place: _Place) -> AsyncIterator[bytes]:
    """The bytes; at their end it is known that all came and that they are the right ones."""
    digest, size, most = hashlib.sha256(), 0, place.file_size or max(SIZES.values())
    request: dict[str, Any] = {"headers": graph.headers(), "follow_redirects": False}
    try:
        async with graph.account.http.stream("GET", place.url or "", **request) as response:
            if response.status_code != 200:
                await response.aread()
                raise _refused_bytes(response)
            async for piece in response.aiter_bytes(PIECE):
                size += len(piece)
                if size > most:
                    raise SendRefused("file_size", f"more than the {most} bytes that were told")
                digest.update(piece)
                yield piece
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise trouble_of(error, harmless=True) from error
    if place.file_size is not None and size != place.file_size:
        raise SendDelayed("file_size", f"{size} of {place.file_size} bytes came")
    if place.sha256 and place.sha256 not in _spellings(digest.digest()):
        raise SendDelayed("sha256", "the bytes are not those that were told")


def _spellings(digest: bytes) -> tuple[str, ...]:
    """Meta writes them in hexadecimal here and in base64 there."""
    coded = b64encode(digest).decode()
    return digest.hex(), digest.hex().upper(), coded, coded.rstrip("=")


def _refused_bytes(response: httpx2.Response) -> Exception:
    """The address lives five minutes; a new one may be asked for."""
    if response.status_code in (404, 410):
        return SendDelayed(f"http_{response.status_code}", "the address has ended")
    if response.is_redirect:
        return SendRefused("redirect", "the file lies at another address, which is not followed")
    return error_of(response, missing_is_ours=False)
