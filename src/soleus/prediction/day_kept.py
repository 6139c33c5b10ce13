"""Writes the short legs that are kept with the program: ``python -m soleus.prediction.day_kept``.

Run after each change of the model; a test says when that is. It takes some minutes.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from soleus.circulation import model_fingerprint, sample
from soleus.prediction.day_fit import errors, short_legs
from soleus.prediction.day_legs import ShortLegs
from soleus.prediction.day_ways import steps

POPULATION, SEED, PEOPLE = "healthy", 1, 24
FILE = Path(__file__).with_name("day_people.toml")
_HEAD = """\
# Simulated people's legs in short (day_legs.py), fitted to the whole simulation.
# Written by python -m soleus.prediction.day_kept; do not change by hand.
"""


def written(legs: Sequence[ShortLegs], lost: Mapping[str, float], fingerprint: str) -> str:
    """Return the content of the file that keeps short legs."""
    lines = [_HEAD, f'fingerprint = "{fingerprint}"', "", "[errors]"]
    lines += [f'"{key}" = {value:.2g}' for key, value in lost.items()]
    for each in legs:
        lines.append("")
        lines.append("[[legs]]")
        for name, table in each.as_dict().items():
            rows = (f'"{key}" = {_inline(row)}' for key, row in table.items())
            lines.append(f"{name} = {{ {', '.join(rows)} }}")
    return "\n".join(lines) + "\n"


def nine_of_ten(values: Sequence[float]) -> float:
    """Return the value that nine of ten do not pass."""
    return sorted(values)[-(-9 * len(values) // 10) - 1]


def main() -> None:
    """Simulate the people, fit them, measure what is lost and write the file."""
    wanted = steps()["breaks"]
    people = sample(POPULATION, PEOPLE, SEED)
    legs = short_legs(people, wanted)
    lost = {
        f"{posture}/{activity}": nine_of_ten(errors(people, legs, posture, activity))
        for posture, activities in wanted.items()
        for activity in activities
    }
    FILE.write_text(written(legs, lost, model_fingerprint()), encoding="utf-8")


def _inline(row: Mapping[str, float]) -> str:
    return "{ " + ", ".join(f"{key} = {value:g}" for key, value in row.items()) + " }"


if __name__ == "__main__":
    main()
