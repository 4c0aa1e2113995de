"""TRANSLATIONS: provider format to envelope and back. One folder a channel kind, found by being there.

Imports ``models.envelopes`` and ``models.words`` only.
"""
