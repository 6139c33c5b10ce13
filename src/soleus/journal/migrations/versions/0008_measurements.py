"""Blood pressure, ankle index, weight and heel raises: what older programs cannot read."""

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """The tables stay as they are; an older program must not read entries that it cannot."""
