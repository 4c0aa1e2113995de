"""How far the house has been set up: each step as it really is."""

from models.wire.base import Closed, UtcTime, Wire, WireId
from models.words import SetupStep


class SetupState(Wire):
    """``count``: how many there are of what the step is about. The rest is of the steps of a channel."""

    step: SetupStep
    done: bool
    count: int | None = None
    channel_id: WireId | None = None
    channel_name: str | None = None
    seen_on: str | None = None
    seen_at: UtcTime | None = None


class Setup(Wire):
    """``loopback``: the public address works on this machine alone: for no other site, in no mail."""

    steps: list[SetupState]
    hidden: bool
    public_url: str
    loopback: bool


class SetupPatch(Closed):
    """``confirmed``: steps that are right as they are, without a change."""

    hidden: bool | None = None
    confirmed: list[SetupStep] | None = None
