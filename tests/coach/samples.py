"""Answer files that the tests of the coach share."""

WELL = {"answers": {"age": 40}, "others": "no"}
"""A well person of forty."""
