"""The written contract of this hub, for programs and, as a plain page, for people."""

import json
from functools import cache
from html import escape
from typing import Any

from starlette.responses import HTMLResponse, Response

from hub.http import openapi
from hub.http.doorway.call import Call
from hub.http.doorway.door import Doors
from hub.http.doorway.refusals import json_response
from hub.rules.policy import Act

PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

STYLE = """
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:60rem;margin:2rem auto;padding:0 1rem}
details{border-bottom:1px solid #8886;padding:.4rem 0}
summary{cursor:pointer}
code,pre{font:.875rem/1.45 ui-monospace,monospace}
pre{overflow:auto;padding:.75rem;background:#8881;border-radius:6px}
b{display:inline-block;min-width:4rem}
"""

doors = Doors("Contract")


@cache
def http_contract() -> dict[str, Any]:
    return openapi.build()


@doors.get("/api/openapi.json", Act.READ_CONTRACT, gives="application/json")
async def read_openapi(call: Call) -> Response:  # noqa: ARG001
    """The HTTP doors as OpenAPI 3.1."""
    return json_response(http_contract(), 200)


@doors.get("/api/asyncapi.json", Act.READ_CONTRACT, gives="application/json")
async def read_asyncapi(call: Call) -> Response:
    """The events as AsyncAPI 3.0."""
    return json_response(call.request.app.state.socket_contract(), 200)


@doors.get("/api/docs", Act.READ_CONTRACT, gives="text/html")
async def read_docs(call: Call) -> Response:  # noqa: ARG001
    """All of it on one page without a script."""
    return HTMLResponse(_page(), headers={"Content-Security-Policy": PAGE_POLICY})


@cache
def _page() -> str:
    contract = http_contract()
    by_tag: dict[str, list[str]] = {tag["name"]: [] for tag in contract["tags"]}
    for path, operations in contract["paths"].items():
        for method, operation in operations.items():
            by_tag[operation["tags"][0]].append(_operation(method, path, operation))
    parts = [f"<h2>{escape(tag)}</h2>{''.join(rows)}" for tag, rows in by_tag.items()]
    parts.append("<h2>Shapes</h2>")
    for name, schema in contract["components"]["schemas"].items():
        parts.append(
            f'<details id="{escape(name)}"><summary>{escape(name)}</summary>{_json(schema)}</details>'
        )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Simpul API</title>'
        f"<style>{STYLE}</style><h1>Simpul API</h1><p>{escape(contract['info']['description'])}</p>"
        '<p><a href="/api/openapi.json">openapi.json</a> · '
        f'<a href="/api/asyncapi.json">asyncapi.json</a></p>{"".join(parts)}</html>'
    )


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    shown = {
        key: operation[key]
        for key in ("description", "parameters", "requestBody", "responses", "security")
        if key in operation
    }
    return (
        f"<details><summary><b>{method.upper()}</b> <code>{escape(path)}</code> "
        f"{escape(operation['summary'])}</summary>{_json(shown)}</details>"
    )


def _json(value: object) -> str:
    return f"<pre>{escape(json.dumps(value, indent=2, ensure_ascii=False))}</pre>"
