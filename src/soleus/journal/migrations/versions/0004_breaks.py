"""What became of breaks: what older programs cannot read."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """The tables stay as they are; an older program must not read entries that it cannot."""
