"""What to do when on a journey: one thing an hour while awake, by the clock that counts there."""
