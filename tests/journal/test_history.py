"""Whatever is recorded, corrected and withdrawn, in whatever order: nothing is lost."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soleus.journal import SELF, ActivityEntry, Intensity, Journal
from soleus.vocabulary.clock import FixedClock

CLOCK = FixedClock(datetime(2026, 3, 1, tzinfo=UTC))

# What is done to which earlier entry, counted from the last; "new" has none.
STEPS = st.lists(
    st.tuples(st.sampled_from(["new", "correct", "withdraw"]), st.integers(0, 5)), max_size=14
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "journal.sqlite3"
    Journal.open(path, CLOCK).close()
    return path


@contextmanager
def _fresh(template: Path) -> Iterator[Journal]:
    path = template.with_name("copy.sqlite3")
    shutil.copy(template, path)
    with Journal.open(path, CLOCK) as journal:
        yield journal


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_the_journal_keeps_every_entry_and_counts_the_last_of_each_chain(
    template: Path, steps: list[tuple[str, int]]
) -> None:
    root: dict[UUID, UUID] = {}
    counts: dict[UUID, UUID | None] = {}
    said: dict[UUID, ActivityEntry] = {}
    with _fresh(template) as journal:
        for minutes, (step, back) in enumerate(steps, start=1):
            entry = ActivityEntry(minutes, Intensity.LIGHT)
            target = list(root)[-1 - back % len(root)] if root and step != "new" else None
            if step == "withdraw" and target is not None:
                taken = journal.withdraw(target)
                was = counts[root[target]]
                if was is not None:
                    said[taken.id] = said[was]
                counts[root[target]] = None
            else:
                taken = journal.append(SELF, entry, supersedes=target)
                said[taken.id] = entry
            root[taken.id] = root[target] if target is not None else taken.id
            if not taken.is_withdrawn:
                counts[root[taken.id]] = taken.id
        everything = journal.entries(SELF, include_superseded=True)
        assert {item.id: item.entry for item in everything} == said
        current = {item.id for item in journal.entries(SELF)}
        assert current == {item.id for item in everything if item.is_current}
        assert current == {id_ for id_ in counts.values() if id_ is not None}
