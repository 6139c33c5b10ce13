"""One place for what several tests of the circulation run."""

import pytest

from soleus.circulation import Person, Protocol, Run, Step, simulate

MIXED = Protocol(
    (
        Step("lying", "supine", 60),
        Step("pumps", "supine", 60, "ankle_pumps", 30),
        Step("standing", "standing", 60),
        Step("tiptoes", "standing", 10, "calf_raises", 60),
        Step("refill", "standing", 90),
    )
)


@pytest.fixture(scope="session")
def mixed_run() -> Run:
    return simulate(Person(), MIXED)
