"""Refuses writes that would go past an open transaction.

A write without its session survives the abort of the transaction around it, silently. So while a
transaction of the same task is open, a write to the database must carry that session.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

transaction_open: ContextVar[bool] = ContextVar("transaction_open", default=False)

Raw = dict[str, Any]


class RawWriteRefusedError(RuntimeError):
    """Code wrote past its open transaction: a defect of the caller, never of the user."""


def _guarded(name: str) -> Callable[..., Any]:
    plain = getattr(AsyncCollection, name)

    async def write(self: AsyncCollection[Raw], *args: Any, **kwargs: Any) -> Any:
        if transaction_open.get() and kwargs.get("session") is None:
            raise RawWriteRefusedError(f"{self.name}.{name} inside an open transaction")
        return await plain(self, *args, **kwargs)

    return write


class GuardedCollection(AsyncCollection[Raw]):
    """A collection whose writes know whether a transaction is open."""

    insert_one = _guarded("insert_one")
    insert_many = _guarded("insert_many")
    update_one = _guarded("update_one")
    update_many = _guarded("update_many")
    replace_one = _guarded("replace_one")
    delete_one = _guarded("delete_one")
    delete_many = _guarded("delete_many")
    bulk_write = _guarded("bulk_write")
    find_one_and_update = _guarded("find_one_and_update")
    find_one_and_replace = _guarded("find_one_and_replace")
    find_one_and_delete = _guarded("find_one_and_delete")


class GuardedDatabase(AsyncDatabase[Raw]):
    """Hands out guarded collections, to us and to Beanie alike."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: dict[str, GuardedCollection] = {}

    def __getitem__(self, name: str) -> GuardedCollection:
        # Kept, because making one costs as much as a tenth of the command it is made for.
        if name not in self._kept:
            self._kept[name] = GuardedCollection(self, name)
        return self._kept[name]

    def get_collection(self, name: str, *args: Any, **kwargs: Any) -> GuardedCollection:
        return GuardedCollection(self, name, False, *args, **kwargs)
