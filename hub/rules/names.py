"""Names that admins give to members and things, fit for one line of a screen."""

from hub.kit.errors import Invalid

MAX_NAME = 80


def clean_name(text: str) -> str:
    """On one line, without control and bidi characters. Raises Invalid when nothing is left."""
    name = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not 0 < len(name) <= MAX_NAME:
        raise Invalid(fields={"name": f"must have 1 to {MAX_NAME} characters"})
    return name


def first_name(name: str) -> str:
    """What customers are told of an agent's name."""
    return name.split()[0] if name.split() else name
