"""The journal's tables as they are now; migrations lead every older file to this."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

HEAD = "0009"
"""The newest migration; a test holds it equal to the newest file among them."""

metadata = MetaData()

people = Table(
    "people",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", String(100), nullable=False),
    Column("is_self", Boolean, nullable=False),
)

# ``seq`` is the order in which the journal took entries; ``root`` the first entry of a chain of
# corrections. Of one root the last taken is current, so two corrections can never both count.
entries = Table(
    "entries",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(36), nullable=False, unique=True),
    Column("person_id", String(36), ForeignKey("people.id"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("at_us", Integer, nullable=False),
    Column("utc_offset_s", Integer, nullable=False),
    Column("local_date", Date, nullable=False),
    Column("recorded_at_us", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Column("supersedes", String(36), ForeignKey("entries.id"), nullable=True),
    Column("root", String(36), nullable=False),
    Column("is_withdrawn", Boolean, nullable=False),
    CheckConstraint("json_valid(payload)", name="payload_is_json"),
    Index("entries_by_person", "person_id", "kind", "at_us"),
    Index("entries_by_day", "person_id", "local_date"),
    Index("entries_as_taken", "person_id", "kind", "seq"),
    Index("entries_by_root", "root", "seq"),
    sqlite_autoincrement=True,
)

drafts = Table(
    "drafts",
    metadata,
    Column("person_id", String(36), ForeignKey("people.id"), primary_key=True),
    Column("kind", String(60), primary_key=True),
    Column("document", Text, nullable=False),
    Column("updated_at_us", Integer, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("person_id", String(36), ForeignKey("people.id"), primary_key=True),
    Column("document", Text, nullable=False),
)

# What is left of entries that were erased: when, and the random id of the last of them, by which
# an older copy is known as such. ``person_id`` may be somebody who is not kept here any more.
erasures = Table(
    "erasures",
    metadata,
    Column("person_id", String(36), primary_key=True),
    Column("erased_at_us", Integer, nullable=False),
    Column("last_id", String(36), nullable=True),
)

# The order in which an imported file held what tells how somebody is; ``is_own`` where this is the
# order by which the entry, if it is a check, tells what it knew. Other checks go by ``seq``.
imported = Table(
    "imported",
    metadata,
    Column("import_no", Integer, primary_key=True),
    Column("entry_id", String(36), ForeignKey("entries.id"), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("is_own", Boolean, nullable=False),
    Index("imported_by_entry", "entry_id"),
)
