"""A place on earth, or none."""

import math

from channels_adapters.kit.cleaning import clean_line
from models.envelopes import LocationEnvelope


def place_of(
    latitude: float | None,
    longitude: float | None,
    name: str | None = None,
    address: str | None = None,
) -> LocationEnvelope | None:
    """None for what lies nowhere. Degrees; both may be zero."""
    if latitude is None or longitude is None:
        return None
    if not (math.isfinite(latitude) and abs(latitude) <= 90):
        return None
    if not (math.isfinite(longitude) and abs(longitude) <= 180):
        return None
    return LocationEnvelope(
        latitude=latitude,
        longitude=longitude,
        name=clean_line(name),
        address=clean_line(address, 300),
    )
