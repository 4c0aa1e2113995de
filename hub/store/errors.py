"""Refusals of the store."""

from hub.kit.errors import Unavailable


class StoreAway(Unavailable):
    """MongoDB does not answer. Nothing was stored, or a repeat with the same id will tell."""

    detail_by_default = "The database does not answer. Nothing was lost: try again in a moment."


class StoreBusy(Unavailable):
    """Too many writers wanted the same object for too long."""

    detail_by_default = "Too much happened at once. Nothing was stored: try again."
