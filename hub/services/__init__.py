"""One noun a file: its queries and its atomic writes. A service never calls another."""
