"""What is done when something has become due, one kind a file."""
