"""What a visit settles, exercises, pictures, habits: what older programs cannot read."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """The tables stay as they are; an older program must not read entries that it cannot."""
