"""What a text carries beside its letters. Places are counted in units of UTF-16, as Telegram does."""

from collections.abc import Sequence

from channels_adapters.telegram.payloads import Entity

SAFE = ("http://", "https://", "tg://", "mailto:", "tel:")
MOST_ADDRESS = 2048


def with_links(text: str | None, entities: Sequence[Entity]) -> str:
    """An address that hides behind words stands behind them in brackets; the rest is as it was written."""
    if not text:
        return ""
    units = text.encode("utf-16-le", "surrogatepass")
    hidden = [(_end_of(one), one.url) for one in entities if one.type == "text_link" and one.url]
    for end, url in sorted(hidden, reverse=True):
        place = end * 2
        if 0 < place <= len(units):
            before = units[:place].decode("utf-16-le", "replace")
            units = behind(before, url).encode("utf-16-le", "replace") + units[place:]
    return units.decode("utf-16-le", "replace")


def behind(words: str, url: str) -> str:
    """Not where it can be read already, and nothing that a browser would run."""
    told = not url.lower().startswith(SAFE) or len(url) > MOST_ADDRESS or words.endswith(url)
    return words if told else f"{words} ({url})"


def _end_of(entity: Entity) -> int:
    return entity.offset + entity.length
