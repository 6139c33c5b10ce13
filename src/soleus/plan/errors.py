"""What a week refuses; a faulty profile or plan is a FaultsError, like any other wrong data."""

from soleus.vocabulary import SoleusError


class ImpossibleEditError(SoleusError):
    """The change does not fit the week, or there is no such item; the text says why."""
