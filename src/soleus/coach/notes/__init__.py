"""Everything that is noted: asked about where it is unlikely, taken once, and what it means."""
