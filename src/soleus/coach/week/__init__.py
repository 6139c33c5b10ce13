"""The plan of the week, its aim, and the week as it was."""
