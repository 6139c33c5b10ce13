"""The week plan: what to do when, drawn from a clearance."""
