"""When the next break is due and why: pure schedules for desk, standing, journey and bed."""
