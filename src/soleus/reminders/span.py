"""A span of time between two moments, and taking spans out of others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Span:
    """From ``starts`` on until before ``ends``; both with a time zone."""

    starts: datetime
    ends: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether a moment lies in it."""
        return self.starts <= moment < self.ends


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same time in the fewest spans, in order; empty spans are dropped."""
    together: list[Span] = []
    for span in sorted(spans, key=lambda each: each.starts):
        if span.starts >= span.ends:
            continue
        if together and span.starts <= together[-1].ends:
            last = together.pop()
            span = Span(last.starts, max(last.ends, span.ends))  # noqa: PLW2901
        together.append(span)
    return tuple(together)


def without(span: Span, cuts: Iterable[Span]) -> Iterator[Span]:
    """Yield what is left of a span once the cuts are taken out, in order."""
    begins = span.starts
    for cut in merged(cuts):
        if cut.ends <= begins or cut.starts >= span.ends:
            continue
        if begins < cut.starts:
            yield Span(begins, cut.starts)
        begins = max(begins, cut.ends)
    if begins < span.ends:
        yield Span(begins, span.ends)
