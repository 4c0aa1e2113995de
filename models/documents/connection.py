"""Where agents are connected at this moment, and the web processes that hold them."""

from typing import ClassVar

from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time


class WebProcess(Doc):
    """A process that holds sockets. It alone renews its lease, for all of them: when ``until`` has
    passed by the database server's clock, what it held is lost."""

    until: Time

    class Settings(Doc.Settings):
        name = "web_processes"


class Connection(Doc):
    """One device of a member on one web process, whatever number of tabs it has there.

    ``active_at``: the last sign of a person at it. ``lost_at``: since when nothing is connected;
    it is waited for, and taken away when it does not come back. ``process_id`` is None for a
    device that has spoken by HTTP alone.
    """

    member_id: Id
    sign_in_id: Id
    process_id: Id | None = None
    device: str = ""
    since: Time
    active_at: Time
    lost_at: Time | None = None

    class Settings(Doc.Settings):
        name = "connections"
        indexes: ClassVar = [
            IndexModel([("member_id", ASCENDING)]),
            IndexModel([("sign_in_id", ASCENDING)]),
            IndexModel([("process_id", ASCENDING)]),
            IndexModel([("lost_at", ASCENDING)], sparse=True),
            IndexModel([("active_at", ASCENDING)]),
        ]
