"""What a check knew when it was begun: an older program would not ask for it, and is refused."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "imported",
        sa.Column("import_no", sa.Integer, primary_key=True),
        sa.Column("entry_id", sa.String(36), sa.ForeignKey("entries.id"), primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("is_own", sa.Boolean, nullable=False),
    )
    op.create_index("imported_by_entry", "imported", ["entry_id"])
    op.create_index("entries_as_taken", "entries", ["person_id", "kind", "seq"])
