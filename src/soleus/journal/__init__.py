"""The journal: append-only entries of one machine's people."""
