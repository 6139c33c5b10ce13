"""The gate and the check before it: what a person may do now, and what they are told instead."""
