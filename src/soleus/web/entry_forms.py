"""How a form of the journal is read and described, once for the server and the device."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from soleus.journal import Entry, InvalidEntryError
from soleus.language import Units, measures, msgid, number_words, per_unit, shown_in, translate
from soleus.records import limits_of, needed_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PATTERNS = {"whole": r"[0-9]{1,6}", "number": r"[0-9]{1,6}([.,][0-9]{0,6})?"}
_YES = "yes"
_YES_NO = {_YES: True, "no": False}
_UNITS = "units"
_IN_UNITS = ("cm", "kg")


@dataclass(frozen=True, slots=True)
class EntryForm:
    """A form whose fields are those of one or several kinds of entries.

    Parameters
    ----------
    path : where it is sent
    kinds : the kinds of entries that it makes; of several, those with a field filled in
    labels : what each field is called; a field without a label is not asked for
    nothing : the fault of a form with no field filled in
    defaults : the value of a field that is not sent
    day : the field with the day of the entry; empty where that is always today
    leads : the page that comes next if a field is marked
    yes_no : fields in which "no" is an answer too, and is kept
    spelt : how one press fills in several fields; None where each stands for itself
    """

    path: str
    kinds: tuple[type[Entry], ...]
    labels: Mapping[str, str]
    nothing: str
    defaults: Mapping[str, str] = field(default_factory=dict)
    day: str = ""
    leads: Mapping[str, str] = field(default_factory=dict)
    yes_no: tuple[str, ...] = ()
    spelt: Spelt | None = None

    def as_dict(self, units: Units) -> dict[str, Any]:
        """Return the description that a device reads the form by, in the language in use."""
        return {
            "defaults": dict(self.defaults),
            "day": self.day,
            "leads": dict(self.leads),
            "nothing": translate(self.nothing),
            "spelt": self.spelt.as_dict() if self.spelt else None,
            "entries": [
                {
                    "kind": kind.kind,
                    "parts": [asdict(part) for part in parts_of(self, kind, units)],
                }
                for kind in self.kinds
            ],
        }

    def read(self, given: Mapping[str, str]) -> tuple[Entry, ...]:
        """Return the entries that a filled-in form makes: all of them, or none.

        Lengths and weights are in the units that the form itself names, whatever this browser
        prefers by now. In a form that names none they are refused: the unit could be another.

        Raises
        ------
        InvalidEntryError
            with one line for each fault, in the language in use.
        """
        shown_in = shown_units(given)
        units = shown_in or measures().length
        faults: list[str] = []
        spelt = self.spelt.read(given, faults) if self.spelt else {}
        said = {**self.defaults, **given, **spelt}
        if shown_in is None and any(self._in_units(given, units)):
            faults.append(translate("Look at the unit beside each number, then save again."))
        payloads = [
            (kind, _payload(parts_of(self, kind, units), said, faults)) for kind in self.kinds
        ]
        if faults:
            raise InvalidEntryError(faults)
        made = tuple(kind.from_dict(payload) for kind, payload in payloads if payload)
        if not made:
            raise InvalidEntryError([translate(self.nothing)])
        return made

    def _in_units(self, given: Mapping[str, str], units: Units) -> Iterator[str]:
        """Yield what stands in each field for a length or a weight."""
        for kind in self.kinds:
            yield from (
                given.get(part.name, "").strip()
                for part in parts_of(self, kind, units)
                if part.is_in_units
            )


def shown_units(given: Mapping[str, str]) -> Units | None:
    """Return the units that a sent form says its lengths were shown in; None if it names none."""
    named = given.get(_UNITS, "")
    return Units(named) if named in tuple(Units) else None


@dataclass(frozen=True, slots=True)
class Spelt:
    """One press that fills in several fields, such as ``swelling_left=0&swelling_right=0``.

    A field that is left empty in it, as in ``swelling_left=&swelling_right=``, is asked for in its
    own place: at least one of them has to be filled in there.

    Parameters
    ----------
    name : the field whose value spells it out
    fields : the fields that it may fill in
    differs : the fault where a field says another thing itself
    wanting : the fault where none of those that are asked for is filled in
    """

    name: str
    fields: tuple[str, ...]
    differs: str
    wanting: str

    def as_dict(self) -> dict[str, Any]:
        """Return what a device reads it by, in the language in use."""
        faults = {"differs": translate(self.differs), "wanting": translate(self.wanting)}
        return {"name": self.name, "fields": list(self.fields), **faults}

    def read(self, given: Mapping[str, str], faults: list[str]) -> dict[str, str]:
        """Return the fields that the press fills in; what is wrong is added to ``faults``."""
        pairs = (each.partition("=") for each in given.get(self.name, "").strip().split("&"))
        spelt = {name: value for name, _, value in pairs if name in self.fields}
        own = {name: given.get(name, "").strip() for name in spelt}
        if any(own[name] and value and own[name] != value for name, value in spelt.items()):
            faults.append(translate(self.differs))
        if spelt and not any([*spelt.values(), *own.values()]):
            faults.append(translate(self.wanting))
        return {name: value for name, value in spelt.items() if value}


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a form.

    Parameters
    ----------
    key : where its value stands in the entry, from the outside in
    reads : ``whole``, ``number``, ``text``, ``word``, ``flag`` or, where "no" is kept, ``yes_no``
    factor : what a number is multiplied by, and then rounded to a tenth; 1 leaves it as it is
    is_in_units : whether the number is a length or a weight, in the units that are preferred
    wanted : the fault of a value that does not fit
    """

    name: str
    key: tuple[str, ...]
    reads: str
    wanted: str
    is_needed: bool = False
    pattern: str = ""
    least: float = 0
    most: float = 0
    longest: int = 0
    factor: float = 1
    words: tuple[str, ...] = ()
    is_in_units: bool = False

    def value(self, text: str) -> Any:  # noqa: ANN401 - whatever the entry holds there
        """Return the value of a text; None if it does not fit."""
        if self.reads == "flag":
            return text == _YES
        if self.reads == "yes_no":
            return _YES_NO.get(text)
        if self.reads == "word":
            return text if text in self.words else None
        if self.reads == "text":
            return text if len(text) <= self.longest else None
        if not re.fullmatch(self.pattern, text, re.ASCII):
            return None
        number = float(text.replace(",", "."))
        number = number if self.factor == 1 else round(number * self.factor, 1)
        if not self.least <= number <= self.most:
            return None
        return int(number) if self.reads == "whole" else number


def parts_of(form: EntryForm, kind: type[Entry], units: Units) -> list[Part]:
    """Return the fields of a form for one of its kinds of entries."""
    needed = needed_of(kind)
    return [
        _part(key, _as_asked(form, key, limit), form.labels[key[-1]], units, key[0] in needed)
        for key, limit in _limits_by_key(kind)
        if key[-1] in form.labels
    ]


def _as_asked(form: EntryForm, key: tuple[str, ...], limit: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**limit, "reads": "yes_no"} if key[-1] in form.yes_no else limit


def _limits_by_key(kind: type[Entry]) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    """Yield where each value of a kind stands that a form can ask for, and its limit as data."""
    for name, limit in limits_of(kind).items():
        if "names" in limit.form:
            yield from (((name, each), limit.form["of"]) for each in limit.form["names"])
        elif limit.form:
            yield (name,), limit.form


def _part(
    key: tuple[str, ...],
    limit: Mapping[str, Any],
    label: str,
    units: Units,
    is_needed: bool,
) -> Part:
    more: dict[str, Any] = {
        name: tuple(value) if name == "words" else value
        for name, value in limit.items()
        if name in ("least", "most", "longest", "words")
    }
    return Part(
        key[-1],
        key,
        limit["reads"],
        _wanted(translate(label), limit, units),
        is_needed,
        _PATTERNS.get(limit["reads"], ""),
        factor=per_unit(limit.get("unit", ""), units),
        is_in_units=limit.get("unit") in _IN_UNITS,
        **more,
    )


def _wanted(label: str, limit: Mapping[str, Any], units: Units) -> str:
    if limit["reads"] == "text":
        line = msgid("{what}: at most {most} characters fit")
        return translate(line, what=label, most=number_words(limit["longest"]))
    if limit["reads"] in ("flag", "word", "yes_no"):
        return translate("{what}: choose one of the answers", what=label)
    least, most, unit = limit["least"], limit["most"], limit["unit"]
    least, most = shown_in(least, unit, units), shown_in(most, unit, units)
    bounds = {"least": number_words(least), "most": number_words(most)}
    if unit in _IN_UNITS:
        line = msgid("{what}: a number is needed, from {least} to {most} {unit}")
        return translate(line, what=label, unit=units.unit_of(unit), **bounds)
    return translate("{what}: a number is needed, from {least} to {most}", what=label, **bounds)


def _payload(parts: list[Part], said: Mapping[str, str], faults: list[str]) -> dict[str, Any]:
    """Return the fields of one kind that are filled in; what is wrong is added to ``faults``."""
    payload: dict[str, Any] = {}
    for part in parts:
        text = said.get(part.name, "").strip()
        if not text:
            if part.is_needed:
                faults.append(part.wanted)
            continue
        value = part.value(text)
        if value is None:
            faults.append(part.wanted)
        elif value is not False or part.reads == "yes_no":
            _put(payload, part.key, value)
    return payload


def _put(payload: dict[str, Any], key: tuple[str, ...], value: object) -> None:
    *outer, last = key
    for name in outer:
        payload = payload.setdefault(name, {})
    payload[last] = value
