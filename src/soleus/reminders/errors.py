"""What reminders refuse, in one line that says how to mend it.

SoleusError
 +-- BreakLimitError     a break snoozed or skipped more often, or longer, than allowed
 +-- CalendarError       meetings that cannot be read
"""

from soleus.language import translate
from soleus.vocabulary import SoleusError


class BreakLimitError(SoleusError):
    """A break cannot be snoozed, skipped or paused like that; the text says what can be done."""


class CalendarError(SoleusError):
    """The calendar with the meetings cannot be read; the text says why and what to do.

    The text is put into the language of whoever reads it, since the error is kept with what was
    read of a calendar, and may have come up in the background.

    Parameters
    ----------
    text : English, the key of its translations
    values : what fills its places
    """

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.text = text
        self._values = values

    def __str__(self) -> str:
        """Return the text in the current language."""
        return translate(self.text, **self._values)
