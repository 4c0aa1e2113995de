"""Where state lies: MongoDB, the journal and its sequencer, files, leases, due times, the bus.

Imports ``hub.kit`` and ``models`` only.
"""
