"""Visitors and agents in a real Chromium, before a hub that runs as a process of its own."""
