"""The HTTP entrance: what comes in by a request. May import everything below; no other entrance."""
