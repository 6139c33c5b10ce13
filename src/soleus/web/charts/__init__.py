"""Graphs as numbers: each says one thing, and its table says the same. Templates draw them."""
