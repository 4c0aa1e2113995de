"""Settings, errors, clock, log, security. Knows nothing of the domain; imports nothing of ours."""
