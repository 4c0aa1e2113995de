"""What must hold of the floor under concurrency: no agent over his capacity, no chat for two, none forgotten."""
