"""Every error of the journal, when it is raised and who can mend it.

JournalError                     an entry conflicts with one that is there; the caller
 +-- JournalUnavailableError     the file cannot be opened, read or written; its owner
 |    +-- WrongClockError        the machine's clock cannot be right (``sure_clock.py``); its owner
 +-- InvalidEntryError           what is to be recorded or imported is wrong; who records it
 +-- UnknownEntryError           no entry has this id
 +-- UnknownPersonError          nobody here has this id or name
"""

from soleus.vocabulary import FaultsError, SoleusError


class JournalError(SoleusError):
    """An id is taken by another entry, or the entry to be changed is one that stays as it is."""


class JournalUnavailableError(JournalError):
    """The file is in use, damaged, no journal, or from a newer Soleus; it is left as it is."""


class InvalidEntryError(FaultsError, JournalError):
    """What is to be recorded or imported is wrong; all faults at once, and nothing is taken."""


class UnknownEntryError(JournalError):
    """No entry has this id."""


class UnknownPersonError(JournalError):
    """Nobody in this journal has this id or name."""
