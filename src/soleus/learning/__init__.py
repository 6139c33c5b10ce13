"""What the diary shows over days: findings derived from entries, in the check's own ids."""
