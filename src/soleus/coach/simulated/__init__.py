"""What simulated legs say to a person; the gate never sees it."""
