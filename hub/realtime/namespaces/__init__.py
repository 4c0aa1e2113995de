"""Who may come in by which namespace, and what may come up from there."""
