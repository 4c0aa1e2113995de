"""Telegram by the Bot API: one channel is one bot."""
