"""A form as it was sent, read by the limits of the records that it fills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from soleus.journal import InvalidEntryError
from soleus.records import limits, limits_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from starlette.datastructures import FormData

    from soleus.coach import Coach
    from soleus.records import Limit, Record

_FLAGS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class SentForm:
    """What stands in each field of a form, without the blanks around it; files are left out.

    ``values`` has every value of a field, such as each box that was ticked.
    """

    values: Mapping[str, list[str]]

    @classmethod
    def of(cls, form: FormData) -> SentForm:
        """Return the fields of a form."""
        return cls(
            {
                name: [value.strip() for value in form.getlist(name) if isinstance(value, str)]
                for name in form
            }
        )

    @property
    def texts(self) -> dict[str, str]:
        """What stands in each field, as a page shows it again."""
        return {name: self.text(name) for name in self.values}

    def text(self, name: str) -> str:
        """Return what stands in a field; empty where the form has no such field."""
        return next(reversed(self.values.get(name, ())), "")

    def fields(
        self, kind: type[Record], *names: str, called: str = "{field}", n: int = 0
    ) -> dict[str, Any]:
        """Return the fields of a record in its JSON shape.

        What is no number or no answer stays as it was typed, for the record to find fault with.

        Parameters
        ----------
        names : the fields that the form asks for; by default all
        called : what a field is called in row ``n`` of the form, such as ``{field}_{n}``
        """
        known = limits_of(kind)
        return {
            name: self._value(known[name], called.format(field=name, n=n))
            for name in names or known
        }

    def rows(self, kind: type[Record], called: str, most: int) -> dict[int, dict[str, Any]]:
        """Return the fields of each record that the form has a row for, by the row's number.

        Parameters
        ----------
        called : as for :meth:`fields`
        most : how many rows there can be
        """
        return {
            n: self.fields(kind, called=called, n=n)
            for n in range(most)
            if any(called.format(field=name, n=n) in self.values for name in limits_of(kind))
        }

    def moment(self, coach: Coach) -> datetime:
        """Return noon of the day that the form names, or this moment for today or no day.

        Raises
        ------
        InvalidEntryError
            where it names no day.
        """
        try:
            day = self.text("day")
            return coach.moment_on(limits.day().load(day) if day else coach.today())
        except ValueError as error:
            raise InvalidEntryError([limits.fault_of("day", str(error))]) from None

    def _value(self, limit: Limit, name: str) -> Any:  # noqa: ANN401  whatever the field holds
        text = self.text(name)
        match limit.form.get("reads"):
            case "several":
                return self.values.get(name, [])
            case "flag":
                return _FLAGS.get(text)
            case "whole":
                return whole(text)
            case "word" | "text":
                return text
        return text or (None if limit.fault(None) is None else "")


def whole(text: str) -> int | str:
    """Return the whole number that a text stands for, or else the text."""
    return int(text) if text.removeprefix("-").isdecimal() and len(text) <= 6 else text
