"""Real servers for tests, each started once a session on free ports and ended by process id."""
