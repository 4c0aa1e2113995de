"""Tokens that a provider has granted a channel and replaces by itself."""

from typing import ClassVar

from pydantic import Field
from pymongo import ASCENDING, IndexModel

from models.documents.base import Doc, Time

KEPT_SECONDS = 366 * 86_400
"""A refresh token that was not used for so long is worth nothing."""


class ChannelGrant(Doc):
    """Its id is the channel's and a fingerprint of what the admin had entered: who still works with what
    was entered before does no harm to what counts now. ``sealed`` is opened by ``hub/kit/sealing.py`` only.
    The access token in it may be used ``until``.

    ``version`` goes up with each replacement; who replaces names the one that he has seen. Before the
    provider is asked, ``asked_at`` is written, and with the answer it goes: who finds it there knows that
    an answer was lost. Until the first answer ``sealed`` is empty.
    """

    id: str = Field(alias="_id")  # type: ignore[assignment]
    sealed: str
    until: Time
    version: int
    asked_at: Time | None = None

    class Settings(Doc.Settings):
        name = "channel_grants"
        indexes: ClassVar = [IndexModel([("until", ASCENDING)], expireAfterSeconds=KEPT_SECONDS)]
