"""Shapes of HTTP and of events: closed, camelCase. The contract files are made from these."""
