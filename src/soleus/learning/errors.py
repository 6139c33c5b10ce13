"""What learning raises: a diary that cannot be read."""

from collections.abc import Iterable

from soleus.vocabulary import SoleusError


class InvalidDiaryError(SoleusError):
    """The diary cannot be read; ``faults`` holds one line for each thing that is wrong."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))
