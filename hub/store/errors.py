"""Refusals of the store."""

from collections.abc import Iterator
from contextlib import contextmanager

from pymongo.errors import ConnectionFailure, CursorNotFound, PyMongoError

from hub.kit.errors import Unavailable


class StoreAway(Unavailable):
    """MongoDB does not answer. Nothing was stored, or a repeat with the same id will tell."""

    detail_by_default = "The database does not answer. Nothing was lost: try again in a moment."


class StoreBusy(Unavailable):
    """Too many writers wanted the same object for too long."""

    detail_by_default = "Too much happened at once. Nothing was stored: try again."


def says_away(error: PyMongoError) -> bool:
    """Whether the driver's error is of now and not of the request: trying again makes sense.

    A cursor that is not found was opened before MongoDB was started again.
    """
    return (
        isinstance(error, ConnectionFailure | CursorNotFound)
        or error.timeout
        or error.has_error_label("TransientTransactionError")
        or error.has_error_label("UnknownTransactionCommitResult")
    )


@contextmanager
def told_as_away() -> Iterator[None]:
    """Failures that pass by themselves become StoreAway; everything else stays what it is."""
    try:
        yield
    except PyMongoError as error:
        if says_away(error):
            raise StoreAway() from error
        raise
