"""VERBS: what happens, when, and who hears of it. Imports channels_adapters and models."""
