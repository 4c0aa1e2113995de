"""The socket entrance: the engine (engine.py and what it is made of), and what goes through it.

May import everything of the hub below it. Only files of this package import socketio and engineio.
"""
