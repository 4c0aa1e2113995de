"""One story a file. A flow never calls a flow; what follows from an event is a reaction."""
