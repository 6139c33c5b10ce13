"""A journey: kept, told day by day, and held to the gate."""
