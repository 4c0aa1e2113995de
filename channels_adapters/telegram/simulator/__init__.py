"""A stand-in for the Bot API: strict where the real one is, with faults to plan, and people to play.

It counts every message it takes, so a test can prove that nothing was sent twice. It pushes updates
to the address that ``setWebhook`` named, one chat after another, until they are answered 2xx, or
hands them out by ``getUpdates`` until an offset confirms them.
"""

from channels_adapters.telegram.simulator.groups import Group
from channels_adapters.telegram.simulator.people import Person
from channels_adapters.telegram.simulator.simulator import Simulator
from channels_adapters.telegram.simulator.world import Accepted, Fault, Habits, Pace

__all__ = ["Accepted", "Fault", "Group", "Habits", "Pace", "Person", "Simulator"]
