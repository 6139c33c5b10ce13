"""Activity out of files of watches and phones, and steps by the day: older programs know neither."""

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """The tables stay as they are; an older program must not read entries that it cannot."""
