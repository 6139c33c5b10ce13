"""Guided sessions: a pure state machine of cues."""
