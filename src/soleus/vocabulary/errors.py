"""The root of every error that Soleus raises on purpose.

SoleusError
 +-- NotPermittedError        the gate does not allow this activity now

Each room adds its own beneath these, next to the code that raises them.
"""


class SoleusError(Exception):
    """Something is wrong with what was asked; the text says what, and how to mend it."""


class NotPermittedError(SoleusError):
    """The gate does not permit this activity for this person now."""
