"""When a person's entries were erased, so that nothing from before comes back by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("person_id", sa.String(36), primary_key=True),
        sa.Column("erased_at_us", sa.Integer, nullable=False),
        sa.Column("last_id", sa.String(36), nullable=True),
    )
