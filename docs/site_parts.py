"""Parts of the pages for researchers that are written from the source: equations and numbers."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from soleus.circulation import INSTRUMENTS, ListedNumber, listed_numbers, signal_of
from soleus.circulation.data import read_data
from soleus.circulation.equations import write_equations
from soleus.circulation.graph import LAWS

WORD = re.compile(r"[A-Za-z_]\w*")
DOTTED = {
    "Of postures": ("supine.", "seated.", "standing.", "legs_raised.", "dangling."),
    "Of blood, stockings, narrowings and leaking valves": (
        "haematocrit.", "stockings.", "stocking_part.", "lesion.", "reflux.",
    ),
    "Of a failing heart": ("heart_failure.",),
}  # fmt: skip
PLAIN, ELEMENTS, MOVEMENTS = (
    "Of the whole body and of instruments",
    "Of single vessels, beds, valves and tissues",
    "Of movements and of the breath",
)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(
        "| " + " | ".join(c.replace("|", "\\|") for c in line) + " |" for line in lines
    )


def numbers() -> str:
    """Return every number of the model: value, unit, bounds, what it does, source and effects."""
    groups: dict[str, list[ListedNumber]] = {}
    for number in listed_numbers().values():
        groups.setdefault(_group(number.name), []).append(number)
    parts = []
    for title in (PLAIN, ELEMENTS, MOVEMENTS, *DOTTED):
        rows = [_number_row(number) for number in groups[title]]
        heads = ("Number", "Value", "Unit", "Bounds", "What it does", "Source")
        parts.append(f"## {title}\n\n{table(heads, rows)}")
    return "\n\n".join(parts)


def _group(name: str) -> str:
    for title, beginnings in DOTTED.items():
        if name.startswith(beginnings):
            return title
    if "." in name:
        return MOVEMENTS
    return PLAIN if name in _plain_names() else ELEMENTS


@cache
def _plain_names() -> frozenset[str]:
    return frozenset(read_data("network/parameters") | read_data("network/instruments"))


def _number_row(number: ListedNumber) -> tuple[str, ...]:
    source = number.source
    if number.moves:
        moved = "; ".join(
            f"`{reading}` {percent:+g} %" for reading, percent in number.moves.items()
        )
        source += f"<br>A tenth more moves {moved}"
    bounds = f"{number.low:.4g} to {number.high:.4g}"
    return f"`{number.name}`", f"{number.value:.5g}", number.unit, bounds, number.means, source


def equations() -> str:
    """Return the equations of the network: the trunk, and the left leg for both."""
    lines = {name: line for name, line in write_equations().items() if "right_" not in _own(name)}
    states = {n: e for n, e in lines.items() if n.startswith("d_")}
    signals = {n: e for n, e in lines.items() if not n.startswith("d_")}
    return "\n\n".join(
        [
            "## Rates of change of the states",
            table(
                ("State", "Its rate of change", "Unit of the state", "What it is"), _rows(states)
            ),
            "## What is computed from states and numbers",
            table(("Name", "Equation", "Unit", "What it is"), _rows(signals)),
        ]
    )


def _own(name: str) -> str:
    """Return a name without the sides of the heart, which are no legs."""
    return name.replace("right_atrium", "").replace("right_ventricle", "")


def _rows(lines: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for name, line in lines.items():
        said = signal_of(name.removeprefix("d_"))
        laws = dict.fromkeys(word for word in WORD.findall(line) if word in LAWS)
        used = ", ".join(f"{{py:func}}`{law} <soleus.circulation.laws.{law}>`" for law in laws)
        means = f"{said.means}<br>{used}" if used else said.means
        yield f"`{name.removeprefix('d_')}`", f"`{line}`", said.unit, means


def instruments() -> str:
    """Return every instrument with its places, its readings and their bounds."""
    return table(
        ("Instrument", "Places", "Reading", "What a living person can have"), _instrument_rows()
    )


def _instrument_rows() -> Iterator[tuple[str, ...]]:
    bounds = read_data("instruments/plausible")
    for name, instrument in INSTRUMENTS.items():
        places = ", ".join(f"`{place}`" for place in instrument.places) or "none"
        if name == "state":
            yield f"`{name}`", "any name of [the equations](equations.md)", "mean, lowest, …", "any"
            continue
        for part in (p for p in bounds[name] if "_of_" not in p):
            row = bounds[name][part]
            yield f"`{name}`", places, f"`{part}`", f"{row['low']:g} to {row['high']:g}"


def command() -> str:
    """Return what ``soleus lab`` and ``soleus trial`` take, as their help says it."""
    from typer.main import get_command

    from soleus.cli import main as _every_command  # noqa: F401
    from soleus.cli.app import app

    verbs = get_command(app).commands  # type: ignore[attr-defined]
    return "\n\n".join(f"## soleus {verb}\n\n{_options(verbs[verb])}" for verb in ("lab", "trial"))


def _options(verb: object) -> str:
    rows = []
    for one in verb.params:  # type: ignore[attr-defined]
        name = ", ".join(f"`{opt}`" for opt in one.opts) if one.param_type_name == "option" else ""
        if text := getattr(one, "help", None):
            rows.append((name or f"`{one.metavar or one.name.upper()}`", text))
    told = str(verb.help).strip()  # type: ignore[attr-defined]
    return f"{told}\n\n{table(('Word', 'What it does'), rows)}"


PARTS: Mapping[str, Callable[[], str]] = {
    "numbers": numbers,
    "equations": equations,
    "instruments": instruments,
    "command": command,
}
