"""From which network a visitor has written of late, so that it can be blocked."""

from typing import ClassVar

from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Id, Time


class VisitorNetwork(Doc):
    """Its id is that of the visitor's identity. ``network`` is a fingerprint (hub/rules/networks.py): no
    address is stored. It goes away by itself a day after his last message.
    """

    id: Id
    network: str
    expires_at: Time

    class Settings(Doc.Settings):
        name = "visitor_networks"
        indexes: ClassVar = [
            IndexModel([("network", ASCENDING)]),
            IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
        ]
