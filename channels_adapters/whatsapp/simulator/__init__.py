"""A stand-in for Meta's WhatsApp Cloud API, for tests and the demo.

It speaks the real protocol over HTTP and refuses what the real one would refuse, so that the adapter
and it cannot drift apart together. See ``Simulator``.
"""

from channels_adapters.whatsapp.simulator.faults import Fault
from channels_adapters.whatsapp.simulator.simulator import Simulator
from channels_adapters.whatsapp.simulator.world import BusinessNumber, Customer

__all__ = ["BusinessNumber", "Customer", "Fault", "Simulator"]
