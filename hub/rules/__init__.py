"""Pure decisions: who may see and do what, which state follows. No I/O, no clock of their own."""
