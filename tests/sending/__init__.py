"""What is sent to customers through their providers: once, in order, or told honestly."""
