"""The page *Play the customer*: the other side of each channel, of a demo only.

A *side* leads a provider's stand-in as its customers would: ``sides.py`` says what a side can do, and
each kind has a file. ``app.py`` is what the page calls.
"""
