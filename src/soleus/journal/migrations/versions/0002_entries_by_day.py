"""An index by day: a page that shows some weeks does not read ten years."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_index("entries_by_day", "entries", ["person_id", "local_date"])
