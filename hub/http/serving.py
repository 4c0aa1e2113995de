"""Answers with the bytes of a stored file: whole, a range of it, or only that nothing changed.

Nothing that could run is ever shown in place: what a browser cannot draw or play by itself is a
download, the type is ours and not to be guessed, and a document made of it has no rights.
"""

import re
from datetime import datetime
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from hub.http.doorway.refusals import answer
from hub.kit.errors import HubError
from hub.rules.file_types import BY_MIME
from hub.store.files import Files
from models.documents import Attachment
from models.words import AttachmentKind

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_CSP = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"


class RangeNotSatisfiable(HubError):
    status = 416
    detail_by_default = "The file ends before this range begins."


def serve(
    request: Request, files: Files, attachment: Attachment, *, fresh_until: datetime | None = None
) -> Response:
    """``fresh_until``: how long a browser need not ask again; None, it asks every time."""
    headers = _headers(attachment)
    headers["Cache-Control"] = "private, no-cache"
    if fresh_until is not None:
        headers["Cache-Control"] = "private, immutable"
        headers["Expires"] = fresh_until.strftime("%a, %d %b %Y %H:%M:%S GMT")
    if headers["ETag"] in _etags(request.headers.get("if-none-match", "")):
        del headers["Content-Type"]
        return Response(status_code=304, headers=headers)
    start, end = 0, attachment.size
    status = 200
    wanted = _range_of(request, headers["ETag"], attachment.size)
    if wanted is not None:
        start, end = wanted
        if start >= end:
            return _not_satisfiable(attachment)
        status = 206
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{attachment.size}"
    headers["Content-Length"] = str(end - start)
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers)
    return StreamingResponse(files.read(attachment.id, start, end), status, headers)


def _headers(attachment: Attachment) -> dict[str, str]:
    text = attachment.mime.startswith("text/")
    return {
        "Content-Type": attachment.mime + ("; charset=utf-8" if text else ""),
        "Content-Disposition": disposition(attachment),
        "ETag": f'"{attachment.sha256}"',
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": _CSP,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
    }


def disposition(attachment: Attachment) -> str:
    """Shown in place or saved, and under which name (RFC 6266, RFC 5987)."""
    type = BY_MIME.get(attachment.mime)
    shown = type is not None and type.inline and attachment.kind is not AttachmentKind.DOCUMENT
    plain = re.sub(r'[^ -~]|["\\%]', "_", attachment.name)
    return (
        f"{'inline' if shown else 'attachment'}; "
        f"filename=\"{plain}\"; filename*=UTF-8''{quote(attachment.name, safe='')}"
    )


def _etags(header: str) -> set[str]:
    return {etag.strip().removeprefix("W/") for etag in header.split(",")}


def _range_of(request: Request, etag: str, size: int) -> tuple[int, int] | None:
    """Start and end (without) of the one range asked for. None answers with the whole file.

    Several ranges, other units and what cannot be read are ignored, as RFC 9110 (14.2) allows.
    """
    match = _RANGE.fullmatch(request.headers.get("range", "").strip())
    if match is None or match.group() == "bytes=-":
        return None
    if request.headers.get("if-range", etag) != etag:
        return None
    first, last = match.groups()
    if not first:
        return (max(size - int(last), 0), size) if int(last) else (size, size)
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last) + 1, size) if last else size


def _not_satisfiable(attachment: Attachment) -> Response:
    response = answer(RangeNotSatisfiable())
    response.headers["Content-Range"] = f"bytes */{attachment.size}"
    return response
