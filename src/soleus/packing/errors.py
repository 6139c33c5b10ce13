"""What can be missing when the folder is to be made."""

from soleus.vocabulary import SoleusError


class CannotPackError(SoleusError):
    """Something that the folder is made from is not there; the text says what to do."""
