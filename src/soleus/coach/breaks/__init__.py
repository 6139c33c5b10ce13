"""Breaks from sitting: when the next one is due, and a day of them planned ahead."""
