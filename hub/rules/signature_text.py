"""Signatures below mails: whose is taken, and their variables filled in."""

import re
from collections.abc import Mapping
from html import escape

_VARIABLE = re.compile(r"{{([^{}]*)}}")


def filled(html: str, values: Mapping[str, str | None]) -> str:
    """Each ``{{name|default}}`` by its value; without one, by its default or by nothing."""

    def put(found: re.Match[str]) -> str:
        name, _, default = found.group(1).partition("|")
        return escape(values.get(name.strip()) or "") or default.strip()

    return _VARIABLE.sub(put, html)
