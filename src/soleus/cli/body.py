"""``soleus body``: year of birth and height, and what was measured last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import app
from soleus.cli.options import ME, AsJson, DataDir, Person, coach_for
from soleus.cli.output import print_json
from soleus.cli.typed_numbers import decimal
from soleus.cli.words import words
from soleus.language import day_words, translate, value_words
from soleus.records import limits_of

if TYPE_CHECKING:
    from soleus.coach import BodyFacts, LastMeasured


@app.command()
def body(
    born: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Your year of birth; 0 forgets it.")
    ] = None,
    height: Annotated[
        float | None,
        typer.Option(parser=decimal, metavar="NUMBER", help="Centimetres; 0 forgets it."),
    ] = None,
    person: Person = ME,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Say your year of birth and height, and see what was measured last.

    What is simulated for you goes by these. They stay on this computer.
    """
    from soleus.coach import LastMeasured

    with coach_for(person, data_dir) as (coach, person_id):
        facts = coach.body.facts.of(person_id)
        if born is not None:
            facts = replace(facts, birth_year=born or None)
        if height is not None:
            facts = replace(facts, height_cm=height or None)
        if born is not None or height is not None:
            coach.body.facts.keep(person_id, facts)
        last = LastMeasured.of(coach.journal, person_id)
    if as_json:
        values = {name: {"value": m.value, "day": m.day} for name, m in last.values.items()}
        print_json({**facts.as_dict(), "measured": values})
    else:
        _print(facts, last)


def _print(facts: BodyFacts, last: LastMeasured) -> None:
    unknown = translate("not said")
    born = facts.birth_year or unknown
    tall = unknown if facts.height_cm is None else value_words(facts.height_cm, "cm")
    print(translate("Year of birth: {year}. Height: {height}.", year=born, height=tall))
    for name, measured in last.values.items():
        unit = str(limits_of(type(measured.recorded.entry))[name].form.get("unit", ""))
        label = words(name.removesuffix("_cm").removesuffix("_kg").removesuffix("_mmhg"))
        print(f"{label}: {value_words(measured.value, unit)} ({day_words(measured.day)})")
    print(translate("To add: {command}", command="soleus journal add --help"))
