"""What simulated legs would do, said as simulated: it may rank what is permitted, never permit."""
