"""Runs the browser's evaluator beside the server's, on a stream of answer files."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, NamedTuple

from node import node
from soleus.assessment import decide
from soleus.assessment.errors import InvalidAnswers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PROGRAM = Path(__file__).with_name("compare.mjs")


class Comparison(NamedTuple):
    """What came of it: mismatches, documents compared, rules that fired on either side."""

    mismatches: list[dict[str, Any]]
    compared: int
    fired_here: set[str]
    fired_there: set[str]
    milliseconds: float


def compared(
    bundles: Mapping[str, Any], documents: Iterable[dict[str, Any]], most: int = 3
) -> Comparison:
    """Decide every document here and by each bundle in Node.js; stop a bundle at ``most``."""
    fired: set[str] = set()
    with TemporaryFile("w+", encoding="utf-8") as out:
        process = subprocess.Popen(
            [node(), str(PROGRAM)], stdin=subprocess.PIPE, stdout=out, text=True, encoding="utf-8"
        )
        assert process.stdin
        process.stdin.write(json.dumps({"bundles": bundles, "most": most}) + "\n")
        for document in documents:
            line = {"document": document, **decided(document)}
            fired |= rules_in(line.get("decision"))
            process.stdin.write(json.dumps(line) + "\n")
        process.stdin.close()
        assert process.wait(timeout=600) == 0
        out.seek(0)
        *mismatches, last = [json.loads(line) for line in out]
    return Comparison(mismatches, last["compared"], fired, set(last["fired"]), last["milliseconds"])


def decided(document: dict[str, Any]) -> dict[str, Any]:
    """Return the decision, or the faults as the device has them."""
    try:
        return {"decision": decide(document).as_dict()}
    except InvalidAnswers as error:
        return {"faults": [_on_device(line) for line in error.faults]}


def _on_device(line: str) -> str:
    """Return a fault without what the server alone says: a nearby word, what a value has to be."""
    if line.startswith("unknown key") or " contradicts " in line:
        return re.sub(r"; did you mean '.*'\?$", "", line)
    return line.split(maxsplit=1)[0]


def rules_in(decision: dict[str, Any] | None) -> set[str]:
    """Return the ids of all rules that a decision names."""
    if decision is None:
        return set()
    told = [decision, *decision["activities"].values()]
    return {reason["rule"] for each in told for reason in each["reasons"]}
