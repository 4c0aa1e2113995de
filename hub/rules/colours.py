"""Black or white on a colour, whichever is read better (WCAG 2.2 contrast)."""

BLACK, WHITE = "#000000", "#FFFFFF"


def text_on(color: str) -> str:
    """``color`` as #RRGGBB."""
    light = _luminance(color)
    on_white, on_black = 1.05 / (light + 0.05), (light + 0.05) / 0.05
    return WHITE if on_white >= on_black else BLACK


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
