"""Every error of the journal, when it comes and who can mend it.

JournalError
 +-- JournalUnavailableError     the file cannot be opened, read or written; its owner
 |    +-- JournalBusyError       another program has held it for too long; try again
 |    +-- JournalCorruptError    the file is damaged or no journal; restore a copy. Left untouched
 |    +-- JournalTooNewError     a newer Soleus wrote it; update Soleus. Left untouched
 +-- InvalidEntryError           what is to be recorded is wrong; all faults at once; who records it
 |    +-- InvalidImportError     the file to be imported is; nothing of it was taken
 +-- EntryConflictError          this id is taken by another content; the caller, with a new id
 +-- UnknownEntryError           no entry has this id
 +-- UnknownPersonError          nobody here has this id or name
 +-- FinalEntryError             this kind of entry is neither corrected nor withdrawn
"""

from collections.abc import Iterable

from soleus.vocabulary import SoleusError


class JournalError(SoleusError):
    """Something about the journal is wrong; the text says what, and how to mend it."""


class JournalUnavailableError(JournalError):
    """The file cannot be opened, read or written."""


class JournalBusyError(JournalUnavailableError):
    """Another program has held the journal for longer than we wait."""


class JournalCorruptError(JournalUnavailableError):
    """The file is damaged or was never a journal; it is left as it is."""


class JournalTooNewError(JournalUnavailableError):
    """A newer Soleus wrote this file; it is left as it is."""


class InvalidEntryError(JournalError):
    """What is to be recorded is wrong; ``faults`` has one line for each fault."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class InvalidImportError(InvalidEntryError):
    """The document to be imported is wrong; nothing of it was taken."""


class EntryConflictError(JournalError):
    """The id is taken by an entry of other content."""


class UnknownEntryError(JournalError):
    """No entry has this id."""


class UnknownPersonError(JournalError):
    """Nobody in this journal has this id or name."""


class FinalEntryError(JournalError):
    """A check or an answer to "anything new?" stays as it is; only a new check comes after it."""
