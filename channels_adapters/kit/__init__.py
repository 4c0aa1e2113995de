"""What adapters share. No adapter itself."""
