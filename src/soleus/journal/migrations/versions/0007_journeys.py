"""Journeys and what was done on them: what older programs cannot read."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """The tables stay as they are; an older program must not read entries that it cannot."""
