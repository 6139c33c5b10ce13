"""Activity out of files, and steps by the day: what older programs cannot read."""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """The tables stay as they are; an older program must not read entries that it cannot."""
