"""What can be wrong with an answer given to the interview."""

from collections.abc import Iterable

from soleus.vocabulary import SoleusError


class InterviewError(SoleusError):
    """An answer does not fit its question; ``faults`` has one line for each fault."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))
