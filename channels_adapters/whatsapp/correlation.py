"""Our own id, which Meta carries along as ``biz_opaque_callback_data`` and gives back in statuses."""

import re

_OURS = re.compile(r"([0-9a-f]{24})\.(\d{1,3})", re.ASCII)


def correlation_id(message_id: str, part: int) -> str:
    """The same at each try. Parts after the first say which they are."""
    return message_id if part == 0 else f"{message_id}.{part}"


def message_and_part(correlation: str | None) -> tuple[str | None, int]:
    """What stands in a status."""
    if found := _OURS.fullmatch(correlation or ""):
        return found[1], int(found[2])
    return correlation, 0
