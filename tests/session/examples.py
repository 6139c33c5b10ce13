"""What Python says of scripts and sessions, for the browser's modules to be held against.

Run as a program it writes the file that the tests under ``tests/web/js`` read.
"""

import json
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

from session.samples import script_of
from soleus.session import Script, routines
from soleus.session.stays import Stay, Stays, current, is_done, move_on, spend, waits
from soleus.session.timeline import beat_at, number_at, pose_at

FILE = Path(__file__).parents[1] / "web/js/examples.json"
OPTIONS: dict[str, dict[str, int | str]] = {
    "ankle_pumps": {"per_minute": 50},
    "pain_guided_walking": {"minutes": 5},
}
_PLACES = 1e9


def examples() -> dict[str, Any]:
    """Return scripts, readings of them at many moments, and walks through them."""
    scripts = {name: script_of(name, **OPTIONS.get(name, {})) for name in sorted(routines())}
    return {
        "scripts": {name: script.as_dict() for name, script in scripts.items()},
        "readings": [each for name, made in scripts.items() for each in _readings(name, made)],
        "walks": [_walk(name, made, seed) for name, made in scripts.items() for seed in range(6)],
    }


def text() -> str:
    """Return the examples as the file holds them."""
    return json.dumps(examples(), indent=1, sort_keys=True) + "\n"


def _readings(name: str, script: Script) -> list[dict[str, Any]]:
    chance = random.Random(name)
    found = []
    for index, segment in enumerate(script.segments):
        length = segment.seconds if segment.seconds is not None else 60
        beats = [beat.at(number) for beat in segment.beats for number in (0, 1, 7)]
        for seconds in (0.0, *beats, *(chance.uniform(0, length) for _ in range(5))):
            if seconds <= length:
                found.append(_reading(name, script, index, round(seconds, 6)))
    return found


def _reading(name: str, script: Script, index: int, seconds: float) -> dict[str, Any]:
    segment = script.segments[index]
    beat, pose = beat_at(segment, seconds), pose_at(segment, seconds)
    values = (pose.ankle, pose.squeeze, pose.heel, pose.raised, pose.step)
    return {
        "script": name,
        "segment": index,
        "seconds": seconds,
        "label": beat.label if beat else None,
        "number": number_at(segment.counter, seconds) if segment.counter else None,
        "pose": [round(value * _PLACES) / _PLACES for value in values],
    }


def _walk(name: str, script: Script, seed: int) -> dict[str, Any]:
    chance = random.Random(f"{name} {seed}")
    stays: Stays = (Stay(0),)
    steps: list[dict[str, Any]] = []
    while not is_done(script, stays) and len(steps) < 60:
        if waits(current(script, stays)) and chance.random() < 0.5:
            stays = move_on(script, stays)
            steps.append({"do": "move_on"})
        else:
            seconds, only = round(chance.uniform(0, 40), 3), chance.random() < 0.2
            stays = spend(script, stays, timedelta(seconds=seconds), only_elapsing=only)
            steps.append({"do": "spend", "seconds": seconds, "only_elapsing": only})
    places = [[stay.segment, stay.seconds] for stay in stays]
    return {"script": name, "steps": steps, "visits": places}


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
