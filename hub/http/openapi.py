"""The OpenAPI 3.1 document of the hub, made from the declared doors; needs no database."""

from typing import Any

from hub.http.doorway.schema import document
from hub.http.table import documented

INFO = {
    "title": "Simpul",
    "version": "1",
    "description": (
        "The HTTP doors of the hub. JSON in camelCase, times in UTC (ISO 8601), ids as strings. "
        "Commands go up by HTTP; what changes comes down by Socket.IO (see the AsyncAPI document)."
    ),
}


def build() -> dict[str, Any]:
    return document(list(documented()), INFO)
