"""Measures how far hours that are leapt over lie from hours that are run through, and how quick.

Simulates days of sitting and standing, with breaks and without, for a healthy person and for one
with leaking valves and heart failure, and prints the largest difference of the foot's gain on the
way and at the end, beside the gain itself. Run by ``make bench``.
"""

import time

import numpy as np

from soleus.circulation import (
    COARSE,
    FINE,
    Person,
    Protocol,
    Reflux,
    Step,
    simulate,
    volume_over_run,
)

SIZES = {"through": None, "fine leaps": FINE, "coarse leaps": COARSE}
KEEP = ("V_left_foot_vein", "V_left_toe_artery", "F_left_foot")
PEOPLE = {
    "healthy": Person(),
    "leaking valves, failing heart, 75": Person(
        age=75, heart_failure="moderate", reflux=(Reflux("left", "popliteal", 1.0),)
    ),
}


def broken(minutes: int, hours: int) -> tuple[Step, ...]:
    """Return sitting with two minutes of walking after so many minutes."""
    rounds = hours * 60 // (minutes + 2)
    return (
        Step("kept", "seated", minutes * 60, block="day", repeat=rounds),
        Step("break", "standing", 120, "walking", 105, block="day", repeat=rounds),
    )


DAYS = {
    "sitting 8 h": (Step("kept", "seated", 8 * 3600),),
    "standing 8 h": (Step("kept", "standing", 8 * 3600),),
    "lying 8 h": (Step("kept", "supine", 8 * 3600),),
    "sitting 8 h, breaks after 30 min": broken(30, 8),
    "sitting 8 h, breaks after 60 min": broken(60, 8),
}


def main() -> None:
    """Measure and print."""
    simulate(Person(), Protocol((Step("warm", "supine", 5),)), keep=KEEP)
    print("hours leapt over against hours run through, gain of a foot [% of its volume]:")
    for who, person in PEOPLE.items():
        for day, steps in DAYS.items():
            curves, seconds = [], []
            for leaps in SIZES.values():
                began = time.perf_counter()
                run = simulate(person, Protocol(steps), keep=KEEP, leaps=leaps)
                seconds.append(time.perf_counter() - began)
                curves.append(volume_over_run(run, "left_foot"))
            (at, through), *leapt = curves
            print(f"  {who}, {day}: {through[-1]:.2f}")
            for name, (at_leapt, found), took in zip(
                list(SIZES)[1:], leapt, seconds[1:], strict=True
            ):
                off = abs(np.interp(at_leapt, at, through) - found)
                print(
                    f"    {name}: off by {off.max():.3f} at most, {off[-1]:.3f} at the end; "
                    f"{seconds[0] / took:.0f} times as quick"
                )


if __name__ == "__main__":
    main()
