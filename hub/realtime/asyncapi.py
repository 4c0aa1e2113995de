"""The AsyncAPI document of the sockets."""

from typing import Any


def build() -> dict[str, Any]:
    return {"asyncapi": "3.0.0", "info": {"title": "Simpul", "version": "0.1.0"}}
