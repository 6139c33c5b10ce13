"""Measures false alarms and detected changes of the learning room on simulated diaries.

``make bench`` prints the table for a few people; ``python benchmarks/diaries.py --write`` measures
many people and writes the table into docs/learning.md.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from learning.measuring import CHANGES, STABLE, Change, alarms, found  # noqa: E402

PAGE = ROOT / "docs" / "learning.md"
BEGIN, END = "<!-- begin measured -->\n", "<!-- end measured -->"
PEOPLE, PEOPLE_WRITTEN = 10, 300
MOST_ALARMS = 5


def table(people: int) -> list[str]:
    """Return the rows of the table as Markdown."""
    with ProcessPoolExecutor() as pool:
        alarmed = pool.map(_alarms, range(len(STABLE)), [people] * len(STABLE))
        in_time = pool.map(_found, range(len(CHANGES)), [people] * len(CHANGES))
        counts = [*alarmed, *in_time]
    rows = [
        f"Measured on {people} simulated people a row, each day looked at as it was then.",
        "",
        "| Nothing changes | Finding | False alarm on any of 60 days | Held out |",
        "|---|---|---|---|",
    ]
    for case, count in zip(STABLE, counts, strict=False):
        share = _percent(count, people)
        rows.append(f"| {case.name} | `{case.finding}` | {share} | under {MOST_ALARMS} % |")
    rows += ["", "| What changes | Finding | Within | Found | Held out |", "|---|---|---|---|---|"]
    for change, count in zip(CHANGES, counts[len(STABLE) :], strict=True):
        share = _percent(count, people)
        within = _within(change)
        rows.append(
            f"| {change.name} | `{change.finding}` | {within} | {share} | {change.target} % |"
        )
    return rows


def _alarms(place: int, people: int) -> int:
    return alarms(STABLE[place], people, seed=_seed(STABLE[place].name))


def _found(place: int, people: int) -> int:
    return found(CHANGES[place], people, seed=_seed(CHANGES[place].name))


def main(arguments: list[str]) -> int:
    """Print the table; with ``--write`` also write it into the page."""
    is_written = "--write" in arguments
    rows = table(PEOPLE_WRITTEN if is_written else PEOPLE)
    print("\n".join(rows))
    if is_written:
        before, rest = PAGE.read_text("utf-8").split(BEGIN)
        after = rest.split(END)[1]
        PAGE.write_text(before + BEGIN + "\n".join(rows) + "\n" + END + after, "utf-8")
    return 0


def _within(change: Change) -> str:
    if change.notes:
        return "the first note" if change.notes == 1 else f"{change.notes} notes"
    return f"{change.within} days" if change.within else "the next tape"


def _percent(number: int, people: int) -> str:
    return f"{100 * number / people:.1f} %"


def _seed(name: str) -> int:
    return sum(name.encode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
