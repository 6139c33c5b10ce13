"""Today: what to do, what is done, and one sentence that is new."""
