"""The first journal: people, append-only entries, drafts and settings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPLICATION_ID = 0x534F4C45  # "SOLE": marks the file as a journal of Soleus


def upgrade() -> None:
    people()
    entries()
    drafts_and_settings()
    append_only()
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("is_self", sa.Boolean, nullable=False),
    )
    op.execute("INSERT INTO people (id, name, is_self) VALUES ('self', 'Me', 1)")


def entries() -> None:
    op.create_table(
        "entries",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(36), nullable=False, unique=True),
        sa.Column("person_id", sa.String(36), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("at_us", sa.Integer, nullable=False),
        sa.Column("utc_offset_s", sa.Integer, nullable=False),
        sa.Column("local_date", sa.Date, nullable=False),
        sa.Column("recorded_at_us", sa.Integer, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("supersedes", sa.String(36), sa.ForeignKey("entries.id"), nullable=True),
        sa.Column("root", sa.String(36), nullable=False),
        sa.Column("is_withdrawn", sa.Boolean, nullable=False),
        sa.CheckConstraint("json_valid(payload)", name="payload_is_json"),
        sqlite_autoincrement=True,
    )
    op.create_index("entries_by_person", "entries", ["person_id", "kind", "at_us"])
    op.create_index("entries_by_root", "entries", ["root", "seq"])


def drafts_and_settings() -> None:
    op.create_table(
        "drafts",
        sa.Column("person_id", sa.String(36), sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("kind", sa.String(60), primary_key=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("updated_at_us", sa.Integer, nullable=False),
    )
    op.create_table(
        "settings",
        sa.Column("person_id", sa.String(36), sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("document", sa.Text, nullable=False),
    )


def append_only() -> None:
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER entries_no_{event.lower()} BEFORE {event} ON entries "
            "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
        )
    # INSERT OR REPLACE would delete the old row without asking the trigger above.
    op.execute(
        "CREATE TRIGGER entries_no_replace BEFORE INSERT ON entries "
        "WHEN EXISTS (SELECT 1 FROM entries WHERE id = NEW.id OR seq = NEW.seq) "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    )
