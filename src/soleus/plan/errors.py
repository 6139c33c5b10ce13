"""What can go wrong with a plan, each error with the one line that mends it.

SoleusError
 +-- PlanError               anything a plan refuses
      +-- InvalidProfileError  the profile is wrong; carries every fault
      +-- InvalidPlanError     a plan that was kept cannot be read; carries every fault
      +-- ImpossibleEditError  this change does not fit the week
           +-- NoSuchItemError  there is no such item in it
"""

from soleus.vocabulary import SoleusError


class PlanError(SoleusError):
    """A plan cannot be made, read or changed as asked."""


class _ListedError(PlanError):
    """An error that lists every fault it found."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class InvalidProfileError(_ListedError):
    """The profile is wrong; ``faults`` lists every fault."""


class InvalidPlanError(_ListedError):
    """The plan that was kept cannot be read; ``faults`` lists every fault."""


class ImpossibleEditError(PlanError):
    """The change does not fit the week; the text says why."""


class NoSuchItemError(ImpossibleEditError):
    """There is no such item in the week; the text names it."""
