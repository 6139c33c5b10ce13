"""Guided sessions, from the gate to what the end of one says."""
