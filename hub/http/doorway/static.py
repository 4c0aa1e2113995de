"""Built files of the faces: pages with their policy, assets that never change under one name."""

import base64
import hashlib
import mimetypes
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from hub.http.doorway.packing import WORTH_IT, packed, takes_gzip
from hub.kit.errors import NotFound

UNCHANGING = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"

# Vite puts eight characters of the content's hash before the extension.
HASHED_NAME = re.compile(r"[-.][\w-]{8,}\.\w+$")
INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
PACKS_WELL = ("text/", "application/json", "image/svg+xml", "application/manifest+json")
BEST = 9

NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Simpul</title>
<h1>The web faces have not been built yet</h1>
<p>Run <code>make demo</code>, or <code>make setup</code> once, and load this page again.
The API is there already: <a href="/api/docs">/api/docs</a>.</p></html>"""


@dataclass(frozen=True)
class PagePolicy:
    """What a page may do beyond loading its own files. ``ancestors``: who may frame it."""

    ancestors: Sequence[str] = field(default=("'none'",))
    connects: Sequence[str] = ()

    def text(self, inline_scripts: Sequence[str]) -> str:
        directives = {
            "default-src": ["'none'"],
            "script-src": ["'self'", *inline_scripts],
            # Component libraries write style elements while running; styles alone run nothing.
            "style-src": ["'self'", "'unsafe-inline'"],
            "img-src": ["'self'", "data:", "blob:"],
            "media-src": ["'self'", "blob:"],
            "font-src": ["'self'"],
            "connect-src": ["'self'", *self.connects],
            "frame-src": ["'self'"],
            "manifest-src": ["'self'"],
            "worker-src": ["'self'"],
            "base-uri": ["'none'"],
            "form-action": ["'self'"],
            "frame-ancestors": list(self.ancestors),
        }
        return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


@dataclass(frozen=True)
class Built:
    """A built file in memory; ``small`` is its gzip, where that pays. All of them are a few MB."""

    body: bytes
    small: bytes | None
    kind: str
    tag: str
    inline_scripts: tuple[str, ...]


def page(request: Request, file: Path, policy: PagePolicy) -> Response:
    """An HTML page under a strict policy; a plain word when it has not been built."""
    if not file.is_file():
        return HTMLResponse(NOT_BUILT, 503, {"Retry-After": "5"})
    built = _read(file, file.stat().st_mtime_ns)
    headers = {"Content-Security-Policy": policy.text(built.inline_scripts)}
    if list(policy.ancestors) == ["'none'"]:
        headers["X-Frame-Options"] = "DENY"
    else:
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return _answer(request, built, ASK_EACH_TIME, headers)


def asset(
    request: Request, folder: Path, path: str, headers: dict[str, str] | None = None
) -> Response:
    """A file below ``folder``, never one outside. Raises NotFound."""
    if "\x00" in path or "\\" in path or len(path) > 300:
        raise NotFound
    root = folder.resolve()
    file = (root / path).resolve()
    if not file.is_relative_to(root) or not file.is_file():
        raise NotFound
    caching = UNCHANGING if HASHED_NAME.search(file.name) else ASK_EACH_TIME
    return _answer(request, _read(file, file.stat().st_mtime_ns), caching, headers or {})


def _answer(request: Request, built: Built, caching: str, more: dict[str, str]) -> Response:
    headers = {"Cache-Control": caching, "ETag": built.tag, "Vary": "Accept-Encoding", **more}
    known = {tag.strip() for tag in request.headers.get("if-none-match", "").split(",")}
    if built.tag in known:
        return Response(status_code=304, headers=headers)
    if built.small is not None and takes_gzip(request):
        headers["Content-Encoding"] = "gzip"
        return Response(built.small, headers=headers, media_type=built.kind)
    return Response(built.body, headers=headers, media_type=built.kind)


@lru_cache(maxsize=256)
def _read(file: Path, _changed_at: int) -> Built:
    body = file.read_bytes()
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    packs = kind.startswith(PACKS_WELL) and len(body) >= WORTH_IT
    return Built(
        body,
        packed(body, BEST) if packs else None,
        kind,
        f'W/"{hashlib.sha256(body).hexdigest()[:32]}"',
        _inline_scripts(body) if kind == "text/html" else (),
    )


def _inline_scripts(body: bytes) -> tuple[str, ...]:
    """The hashes by which a page's own inline scripts are allowed and no others."""
    return tuple(
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in INLINE_SCRIPT.findall(body)
        if script.strip()
    )
