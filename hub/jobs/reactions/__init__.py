"""What follows from an event. Each reaction reads the journal in order with its own stored cursor,
moved in the same transaction as its effect, so that each happens exactly once.
"""
