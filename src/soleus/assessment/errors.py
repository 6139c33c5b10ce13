"""What the assessment raises: answers that cannot be read."""

from soleus.vocabulary import FaultsError


class InvalidAnswers(FaultsError):  # noqa: N818  the name is part of the published interface
    """The answers cannot be read."""
