"""The sheet of addresses and sign-ins that the demo prints."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

ADDRESSES = {
    "Inbox": "url",
    "Play the customer": "playUrl",
    "A page with the chat widget": "widgetUrl",
    "Wallboard": "wallboardUrl",
    "All mailboxes": "mailUrl",
}


def sheet(made: dict[str, Any], data_dir: Path) -> str:
    """What ``demo.json`` holds, for people."""
    addresses = [(name, made[key]) for name, key in ADDRESSES.items() if made.get(key)]
    accounts = [(a["role"], a["name"], a["email"], a["password"]) for a in made["accounts"]]
    channels = [(c["kind"], c["name"], c["id"]) for c in made["channels"]]
    parts = [
        "Simpul is running.",
        table(addresses),
        table([("Role", "Name", "E-mail", "Password"), *accounts]),
        table([("Channel", "Name", "Id"), *channels]),
        f"The same for scripts: {data_dir / 'demo.json'}\nCtrl-C ends all of it; the data is kept.",
    ]
    return "\n" + "\n\n".join(part for part in parts if part) + "\n"


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Columns as wide as their widest value, indented."""
    if not rows:
        return ""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  "
        + "   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
