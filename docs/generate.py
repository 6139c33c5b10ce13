"""Writes the generated parts of the pages in docs/ from the data and the code that run.

``python docs/generate.py`` writes; with ``--check`` it writes nothing, names what is out of date
and ends with 1. A part stands between ``<!-- begin: NAME -->`` and ``<!-- end: NAME -->``; the
picture of the rooms is a file of its own.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import rooms
import trial_parts

from soleus.assessment.interview import Screen, screens
from soleus.assessment.interview.question_files import questions

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PLAUSIBLE = ROOT / "src" / "soleus" / "circulation" / "instruments" / "plausible.toml"
PICTURE = DOCS / "pictures" / "rooms.svg"
PROOF = ROOT / "tests" / "assessment" / "proof"
LITERAL = ROOT / "tests" / "assessment" / "interview" / "literal"
PART = re.compile(r"(<!-- begin: (\w+) -->\n).*?(<!-- end: \2 -->)", re.DOTALL)


class StaleDocsError(Exception):
    """A page names something that is not there; one line for each."""


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` compare them; return the exit status."""
    try:
        return _written(is_check="--check" in arguments)
    except StaleDocsError as error:
        print(error, file=sys.stderr)
        return 1


def _written(*, is_check: bool) -> int:
    stale = []
    for page, written in _pages():
        if not page.exists() or written != page.read_text("utf-8"):
            stale.append(str(page.relative_to(ROOT)))
            if not is_check:
                page.write_text(written, "utf-8")
    if stale and is_check:
        print(f"out of date, run 'make docs': {', '.join(stale)}", file=sys.stderr)
        return 1
    return 0


def _pages() -> Iterator[tuple[Path, str]]:
    """Yield every page that holds something generated, and its text as it has to be."""
    for page in sorted(DOCS.rglob("*.md")):
        yield page, PART.sub(_part, page.read_text("utf-8"))
    yield PICTURE, rooms.picture()


def question_rows() -> str:
    """Return every question with the wrong readings that it rules out."""
    rows = [
        (f"`{asked.finding}`", asked.asks, wrong.reading, wrong.against)
        for asked in questions().values()
        for wrong in asked.rules_out
    ]
    return _table(("Finding", "Question", "Wrong reading", "What the wording does"), _once(rows))


def readings() -> str:
    """Return each question that can miss a danger, with what people think as they read it."""
    files = {file.stem: file for file in LITERAL.glob("*.toml")}
    return "\n\n".join(
        "\n".join(
            [*_as_read(screen, finding), _table(_READING_HEADS, _reading_rows(finding, file))]
        )
        for screen in screens()
        for finding in screen.findings
        if (file := files.get(finding))
    )


_READING_HEADS = ("Somebody thinks", "and answers", "because of the words", "which leads to")


def _as_read(screen: Screen, finding: str) -> Iterator[str]:
    """Yield what stands on the screen; two findings may share a line, and its answers part them."""
    line = next(each for each in screen.lines if finding in [q.finding for q in each.questions])
    yield f"### `{finding}`\n"
    if screen.is_group:
        yield f"- Over the lines: {screen.asks}"
        yield f"- Line: **{line.item}**"
        yield f"- Asked once it is marked: {line.asks}"
    else:
        yield f"- Question: **{line.asks}**"
    yield f"- Answers: {' · '.join(option.label for option in line.options)}\n"


def _reading_rows(finding: str, file: Path) -> Iterator[tuple[str, ...]]:
    for row in tomllib.loads(file.read_text("utf-8"))["thought"]:
        beside = ", ".join(f"`{each}` {token}" for each, token in row.get("beside", {}).items())
        yield (
            row["thinks"],
            _answers(finding, row["answers"]),
            ", ".join(f"“{words}”" for words in row["words"]),
            f"{row['urgency'].replace('_', ' ')}{f' (beside {beside})' if beside else ''}",
        )


def _answers(finding: str, tokens: dict[str, str]) -> str:
    """Return answers in their words; those of another finding with its name."""
    return "; ".join(
        ("" if each == finding else f"`{each}`: ")
        + next(choice.label for choice in questions()[each].choices if choice.token == token)
        for each, token in tokens.items()
    )


def property_rows() -> str:
    """Return the properties, where each is enforced and which tests prove it."""
    rows = [
        (str(row["number"]), row["says"], _paths(row["where"]), _tests(_proofs(row)))
        for row in _safety()["property"]
    ]
    return _table(("", "Property", "Enforced in", "Proved by"), rows)


def hazard_rows() -> str:
    """Return the hazard log."""
    heads = ("", "Hazard and cause", "Harm", "Severity; likelihood", "Control", "Enforced in")
    rows = [
        (
            row["id"],
            f"**{row['hazard']}.** {row['cause']}.",
            row["harm"],
            f"{row['severity']}; {row['before']} → {row['after']}",
            row["control"],
            _paths(row["where"]),
            _tests(row["proved_by"]),
        )
        for row in _safety()["hazard"]
    ]
    return _table((*heads, "Proved by"), rows)


def plausible_rows() -> str:
    """Return what a living person's readings can be."""
    tables = tomllib.loads(PLAUSIBLE.read_text("utf-8"))
    rows = [
        (
            f"`{instrument}`" if first else "",
            _reading_name(part),
            f"{row['low']:g} to {row['high']:g}",
            row["because"],
        )
        for instrument, table in tables.items()
        for first, (part, row) in zip((True, *[False] * len(table)), table.items(), strict=False)
    ]
    return _table(("Instrument", "Reading", "Bounds", "Because"), rows)


def _reading_name(part: str) -> str:
    """Return a reading, with the kind of place that its bounds are for."""
    name, _, kind = part.partition("_of_")
    return f"`{name}`, {kind}" if kind else f"`{name}`"


PARTS: dict[str, Callable[[], str]] = {
    "hazards": hazard_rows,
    "plausible": plausible_rows,
    "properties": property_rows,
    "questions": question_rows,
    "readings": readings,
    "shipped": trial_parts.shipped,
}


def _part(match: re.Match[str]) -> str:
    return f"{match[1]}{PARTS[match[2]]()}\n{match[3]}"


@cache
def _safety() -> dict[str, Any]:
    safety = tomllib.loads((DOCS / "safety.toml").read_text("utf-8"))
    if faults := list(_faults([*safety["property"], *safety["hazard"]])):
        raise StaleDocsError("\n".join(faults))
    return safety


def _faults(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        where = f"docs/safety.toml, {row.get('id') or row['number']}"
        yield from (f"{where}: no file {p}" for p in row["where"] if not (ROOT / p).exists())
        yield from (f"{where}: no test {t}" for t in row.get("proved_by", []) if not _exists(t))
        if "id" in row and not row["proved_by"]:
            yield f"{where}: a hazard needs a test that shows its control"


def _proofs(row: dict[str, Any]) -> list[str]:
    files = sorted(PROOF.glob(f"test_property_{row['number']:02d}_*.py"))
    found = [f"{file.relative_to(ROOT)}::{name}" for file in files for name in sorted(_names(file))]
    return [*found, *row.get("proved_by", [])]


def _paths(paths: list[str]) -> str:
    return "<br>".join(f"[{path.removeprefix('src/soleus/')}](../{path})" for path in paths)


def _tests(tests: list[str]) -> str:
    return "<br>".join(_link(test) for test in tests) or "not shown yet"


def _link(test: str) -> str:
    path, _, name = test.partition("::")
    said = name.removeprefix("test_").replace("_", " ") or Path(path).name
    return f"[{said}](../{path})"


def _exists(test: str) -> bool:
    path, _, name = test.partition("::")
    file = ROOT / path
    return file.is_file() and (not name or name in _names(file))


def _names(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def _once(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the rows with the first two cells blank where they repeat the row above."""
    above = [("",), *rows]
    return [
        ("", "", *row[2:]) if row[:2] == before[:2] else row
        for before, row in zip(above, rows, strict=False)
    ]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    body = [heads, *rows]
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in body]
    return "\n".join([lines[0], "|" + "---|" * len(body[0]), *lines[1:]])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
