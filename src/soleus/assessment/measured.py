"""What values that were measured and noted say to the check: they hold back, and never open."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated

from soleus.evidence import Text
from soleus.language import day_words, msgid, number_words, translate
from soleus.records import NonBlank, Record, limits, load_table, read_toml
from soleus.vocabulary import AnswerDocument

_ON_THE = {"left": msgid("{n} on the left"), "right": msgid("{n} on the right")}


@dataclass(frozen=True, slots=True)
class MeasuredRule(Record):
    """One table of ``measured.toml``: which values of a kind of entry answer which finding."""

    id: NonBlank
    at_most: Annotated[float, limits.real()]
    finding: NonBlank
    says: NonBlank
    claims: tuple[NonBlank, ...]
    fields: tuple[NonBlank, ...]

    def low_in(self, payload: Mapping[str, object]) -> dict[str, float]:
        """Return the values of an entry that count, by their fields."""
        return {
            name: value
            for name in self.fields
            if isinstance(value := payload.get(name), int | float) and value <= self.at_most
        }


@dataclass(frozen=True, slots=True)
class Measured:
    """A finding that a noted value shows; ``values`` are those that count, by field."""

    rule: MeasuredRule
    day: date
    values: Mapping[str, float]

    @property
    def finding(self) -> str:
        """The finding of the check that it answers with yes."""
        return self.rule.finding

    @property
    def text(self) -> Text:
        """What it says beside the decision, in the language in use."""
        told = [
            translate(_ON_THE[name.rpartition("_")[2]], n=number_words(value))
            for name, value in self.values.items()
        ]
        says = translate(self.rule.says, values=", ".join(told), day=day_words(self.day, year=True))
        return Text(says, self.rule.claims)


@cache
def measured_rules() -> Mapping[str, MeasuredRule]:
    """Return the rules by the kind of entry."""
    tables = read_toml(files("soleus.assessment") / "measured.toml")
    return {
        name: load_table(MeasuredRule, {"id": name, **table}, f"measured.toml, {name}")
        for name, table in tables.items()
    }


def measured_by(kind: str, payload: Mapping[str, object], day: date) -> Measured | None:
    """Return what an entry shows, by its kind and JSON shape; None where it shows nothing."""
    rule = measured_rules().get(kind)
    low = rule.low_in(payload) if rule else {}
    return Measured(rule, day, low) if rule and low else None


def with_measured(
    documents: Iterable[AnswerDocument], measured: Iterable[Measured]
) -> Iterator[AnswerDocument]:
    """Yield each set of answers and, where it does not say so itself, with all that was measured.

    Both are decided, so that a value can make a decision stricter and never freer.
    """
    shown = {each.finding: True for each in measured}
    for document in documents:
        yield document
        if any(document["answers"].get(finding) is not True for finding in shown):
            yield {**document, "answers": {**document["answers"], **shown}}
