"""Chance for waits, so that many do not come back at the same instant."""

import random

DICE = random.Random()
"""Not the common one: what somebody draws from that (a test that can be run again) must not depend on how
often we waited.
"""
