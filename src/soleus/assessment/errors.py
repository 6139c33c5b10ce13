"""What the assessment raises: answers that cannot be read."""

from collections.abc import Iterable

from soleus.vocabulary import SoleusError


class InvalidAnswers(SoleusError):  # noqa: N818  the name is part of the published interface
    """The answers cannot be read; ``faults`` holds one line for each thing that is wrong."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))
