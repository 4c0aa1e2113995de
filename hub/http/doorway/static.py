"""Built files of the faces: pages with their policy, assets that never change under one name."""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from starlette.responses import FileResponse, HTMLResponse, Response

from hub.kit.errors import NotFound

UNCHANGING = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"

# Vite puts eight or more characters of the content's hash before the extension.
HASHED_NAME = re.compile(r"[-.][\w-]{8,}\.\w+$")
INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)

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


def page(file: Path, policy: PagePolicy) -> Response:
    """An HTML page under a strict policy; a plain word when it has not been built."""
    if not file.is_file():
        return HTMLResponse(NOT_BUILT, 503, {"Retry-After": "5"})
    body, inline = _read_page(file, file.stat().st_mtime_ns)
    headers = {
        "Content-Security-Policy": policy.text(inline),
        "Cache-Control": ASK_EACH_TIME,
    }
    if list(policy.ancestors) == ["'none'"]:
        headers["X-Frame-Options"] = "DENY"
    return HTMLResponse(body, headers=headers)


@lru_cache(maxsize=32)
def _read_page(file: Path, _changed_at: int) -> tuple[bytes, tuple[str, ...]]:
    """The page, and the hashes by which its own inline scripts are allowed and no others."""
    body = file.read_bytes()
    hashes = tuple(
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in INLINE_SCRIPT.findall(body)
        if script.strip()
    )
    return body, hashes


def asset(folder: Path, path: str, headers: dict[str, str] | None = None) -> Response:
    """A file below ``folder``, never one outside. Raises NotFound."""
    if "\x00" in path or "\\" in path:
        raise NotFound
    root = folder.resolve()
    file = (root / path).resolve()
    if not file.is_relative_to(root) or not file.is_file():
        raise NotFound
    caching = UNCHANGING if HASHED_NAME.search(file.name) else ASK_EACH_TIME
    return FileResponse(file, headers={"Cache-Control": caching, **(headers or {})})
