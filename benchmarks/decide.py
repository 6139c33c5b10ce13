"""Measures a decision on complete answers, as a multiple of the time to parse its JSON.

Prints one line for each document; the ratio must stay below 20. Run by ``make bench``.
"""

import json
import sys
from collections.abc import Callable
from functools import partial
from time import process_time
from timeit import Timer
from typing import Any

from soleus.assessment import decide, findings
from soleus.assessment.finding import Kind

LIMIT = 20
"""The greatest cost of a decision, in multiples of ``json.loads`` on the same text."""

_WELL = {Kind.SIDED: "none", Kind.YES_NO: False, Kind.AGE: 70, Kind.ACTIVITIES: []}
_ILL = {Kind.SIDED: "left", Kind.YES_NO: True, Kind.AGE: 70, Kind.ACTIVITIES: ["walking"]}


def documents() -> dict[str, dict[str, Any]]:
    """Return the complete documents to measure, by name."""
    well = {f.id: _WELL[f.kind] for f in findings() if f.kind is not Kind.COURSE}
    ill = {f.id: _ILL.get(f.kind, "recent") for f in findings()}
    ill["better_since_evaluation"] = False  # it cannot be worse and better
    settled = {"evaluated_by_clinician": True, "worse_since_evaluation": False}
    swollen = {"swelling": "both", "swelling_course": "comes_and_goes"}
    return {
        "every finding denied": {"answers": well, "others": "unknown"},
        "every finding affirmed": {"answers": ill, "others": "unknown"},
        "every finding, evening swelling": {"answers": well | swollen, "others": "unknown"},
        "nothing but others: no": {"answers": {}, "others": "no"},
        "short, evening swelling": {"answers": swollen, "others": "no"},
        "short, chest pain": {"answers": {"chest_pain": True}, "others": "no"},
        "short, PAD, settled": {"answers": {"known_pad": True, **settled}, "others": "no"},
    }


def microseconds(action: Callable[[], object]) -> float:
    """Return the CPU time of one call, the best of seven runs."""
    timer = Timer(action, timer=process_time)
    number, _ = timer.autorange()
    return min(timer.repeat(repeat=7, number=max(1, number // 4))) / max(1, number // 4) * 1e6


def main() -> int:
    """Print the ratio of each document; return 1 if one is over the limit."""
    over = False
    for name, document in documents().items():
        text = json.dumps(document)
        parsing = microseconds(partial(json.loads, text))
        deciding = microseconds(partial(decide, document))
        ratio = deciding / parsing
        over |= ratio > LIMIT
        print(f"{name:32} {parsing:7.2f} us parse {deciding:8.2f} us decide  ratio {ratio:5.1f}")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
