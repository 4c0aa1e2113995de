"""What providers send, by their real protocols, into a hub that runs."""
