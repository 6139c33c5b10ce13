"""The report of a trial: HTML with figures, Markdown, and the numbers as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, fields
from html import escape
from typing import TYPE_CHECKING, Any

from soleus.trials.analysis import EVERYBODY, Analysis, ArmDifference, ArmSummary
from soleus.trials.figures import outcome_figure
from soleus.trials.store import citations_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from soleus.trials.trial import PublishedMean, Trial, TrialOutcome

SIMULATED = (
    "Simulated: every person in this trial was drawn by a computer, and every reading is of a "
    "model of the circulation. It says how the model behaves, not what happens to people."
)


def write_report(trial: Trial, analysis: Analysis, folder: Path) -> tuple[Path, ...]:
    """Write ``report.html``, ``report.md``, ``arms.csv`` and ``differences.csv``; return them."""
    figures = {o.name: _figure(trial, analysis, o) for o in trial.outcomes}
    files = {
        "report.md": "\n".join(_lines(trial, analysis, {})) + "\n",
        "report.html": _html(trial, analysis, figures),
        "arms.csv": _csv(ArmSummary, analysis.summaries),
        "differences.csv": _csv(ArmDifference, analysis.differences),
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return tuple(folder / name for name in files)


def _figure(trial: Trial, analysis: Analysis, outcome: TrialOutcome) -> str:
    rows = [s for s in analysis.summaries if s.outcome == outcome.name]
    names = list(dict.fromkeys(s.group for s in rows))
    wanted = [n for n in names if n != EVERYBODY] or [EVERYBODY]
    groups: dict[str, Sequence[ArmSummary]] = {
        name: [s for s in rows if s.group == name] for name in wanted
    }
    return outcome_figure(outcome, groups, _measured(trial, outcome))


def _measured(trial: Trial, outcome: TrialOutcome) -> list[PublishedMean]:
    """Return what can be drawn in beside an outcome."""
    return [m for m in trial.measured if m.outcome == outcome.name and m.mean is not None]


def _lines(trial: Trial, analysis: Analysis, figures: dict[str, str]) -> Iterator[str]:
    """Yield the report as lines of Markdown; figures stand in it where there are any."""
    broken = max((s.broken for s in analysis.summaries if s.group == EVERYBODY), default=0)
    yield f"# {trial.title}\n"
    yield f"**{SIMULATED}**\n"
    if trial.question:
        yield f"{trial.question}\n"
    who = ", ".join(f"{each.title} ({each.share:g})" for each in trial.recruited)
    how = "everybody goes through every arm" if trial.is_crossover else "each through one arm"
    yield f"{analysis.people} simulated people of: {who}; {how}; seed {trial.seed}."
    yield f"Runs that broke down and are left out: at most {broken} in an arm.\n"
    for outcome in trial.outcomes:
        yield from _outcome_lines(trial, analysis, outcome, figures.get(outcome.name, ""))
    yield "## What this does not show\n"
    for line in trial.does_not_show:
        yield f"- {line}"
    yield "- Anything about a person: the people are simulated.\n"
    if trial.measured:
        yield "## The published trials that come nearest\n"
        for each in trial.measured:
            mean = "" if each.mean is None else f": {each.mean:g}"
            sd = "" if each.sd is None else f" SD {each.sd:g}"
            note = f" {each.note}" if each.note else ""
            yield f"- {each.outcome}, {each.arm}{mean}{sd}. {each.source}.{note}"
        yield ""
    yield "## Where the populations are published\n"
    yield from (f"- {source}" for source in citations_of(trial))


def _outcome_lines(
    trial: Trial, analysis: Analysis, outcome: TrialOutcome, figure: str
) -> Iterator[str]:
    unit = outcome.unit or "-"
    yield f"## {outcome.name} [{unit}]\n"
    if figure:
        yield figure + "\n"
    yield "| group | arm | people | mean (95 % interval) | SD | nine of ten |"
    yield "|---|---|---|---|---|---|"
    for s in analysis.summaries:
        if s.outcome == outcome.name:
            yield (
                f"| {s.group} | {s.arm} | {s.n} | {s.mean:.3g} ({s.low:.3g} to {s.high:.3g}) | "
                f"{s.sd:.3g} | {s.p5:.3g} to {s.p95:.3g} |"
            )
    yield ""
    yield f"| group | arm against {trial.arms[0].name} | difference | Hedges' g |"
    yield "|---|---|---|---|"
    for d in analysis.differences:
        if d.outcome == outcome.name:
            yield (
                f"| {d.group} | {d.arm} | {d.mean:.3g} ({d.low:.3g} to {d.high:.3g}) | "
                f"{d.hedges_g:.2f} ({d.g_low:.2f} to {d.g_high:.2f}) |"
            )
    yield ""


_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto; }
th, td { padding: 0.2rem 0.8rem 0.2rem 0; text-align: left; border-bottom: 1px solid #8886; }
svg { max-width: 100%; height: auto; background: #fff; }
"""


def _html(trial: Trial, analysis: Analysis, figures: dict[str, str]) -> str:
    """Return the same as one page that asks nothing of anybody."""
    body: list[str] = []
    rows: list[list[str]] = []
    items: list[str] = []

    def end() -> None:
        if rows:
            head, *rest = rows
            body.append("<table><thead>" + _row(head, "th") + "</thead><tbody>")
            body.extend(_row(row, "td") for row in rest)
            body.append("</tbody></table>")
            rows.clear()
        if items:
            body.append("<ul>" + "".join(f"<li>{escape(i)}</li>" for i in items) + "</ul>")
            items.clear()

    for text in _lines(trial, analysis, figures):
        line = text.strip()
        if line.startswith("|---"):
            continue
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif line.startswith("- "):
            items.append(line[2:])
        else:
            end()
            body.append(_block(line))
    end()
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(trial.title)}</title>'
        f"<style>{_STYLE}</style></head><body>{''.join(body)}</body></html>\n"
    )


def _row(cells: Sequence[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _block(line: str) -> str:
    """Return one line of Markdown as HTML: a heading, a figure, strong words or a paragraph."""
    if line.startswith("<svg"):
        return f"<figure>{line}</figure>"
    if line.startswith("#"):
        level = len(line) - len(line.lstrip("#"))
        return f"<h{level}>{escape(line[level:].strip())}</h{level}>"
    if line.startswith("**"):
        return f"<p><strong>{escape(line.strip('*'))}</strong></p>"
    return f"<p>{escape(line)}</p>" if line else ""


def _csv(kind: type, rows: Sequence[Any]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, [f.name for f in fields(kind)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    return out.getvalue()
