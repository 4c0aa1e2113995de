"""NOUNS: what things are. Imports nothing of ours."""
