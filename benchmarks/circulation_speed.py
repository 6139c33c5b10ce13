"""How fast the circulation runs, from the door that its users take: alone, in crowds, for hours.

Every figure is CPU time on one core with settling and recording included, the median of several
runs where a run is short. Growth is linear where the last column stays level; the same is drawn
in ``docs/validation/speed.svg``. Run by ``make bench``.
"""

import sys
from pathlib import Path

from circulation_timing import cpu_seconds, line, median_seconds

from soleus.circulation import Person, Protocol, Step, simulate
from soleus.circulation.simulate import SETTLE_S

CROWDS = (1, 8, 64, 512, 4096)
SECONDS = 20.0
KEPT = ("P_aorta", "q_left_femoral_to_iliac")
SESSION = Protocol(
    (
        Step("lie", "supine", 60.0),
        Step("pump", "supine", 60.0, activity="ankle_pumps", per_minute=30.0),
        Step("rest", "supine", 60.0),
    )
)
DAY = Protocol((Step("sit", "seated", 8 * 3600.0),))
DURATIONS = (60, 120, 240, 480, 960)
PART_S = 60.0
FIGURE = Path(__file__).parents[1] / "docs" / "validation" / "speed.svg"

Growth = list[tuple[float, float]]
"""How much was asked for, and the CPU time that it took [s]."""


def crowd(size: int) -> list[Person]:
    """Return people who differ in age and build."""
    return [Person(age=25.0 + i % 60, height_cm=155.0 + i % 35) for i in range(size)]


def cost(people: list[Person], protocol: Protocol) -> float:
    """Return the CPU time of one run [s]; the median of five where it is short."""
    group: Person | list[Person] = people[0] if len(people) == 1 else people
    if len(people) > 64:
        return cpu_seconds(lambda: simulate(group, protocol, keep=KEPT))
    return median_seconds(lambda: simulate(group, protocol, keep=KEPT))


def sessions() -> None:
    """Print what one person, a thousand people and a working day cost."""
    one = median_seconds(lambda: simulate(Person(), SESSION))
    line("three minutes of one person", f"{1000 * one:.0f} ms", "aim 50 ms")
    line("three minutes of a thousand people", f"{cost(crowd(1000), SESSION):.1f} s", "aim 20 s")
    day = median_seconds(lambda: simulate(Person(), DAY), runs=3)
    line("eight hours of one person", f"{day:.2f} s", "aim 2 s")


def growth_with_people() -> Growth:
    """Print the speed by the number of people; return people and cost."""
    protocol = Protocol((Step("lie", "supine", SECONDS),))
    found: Growth = []
    for size in CROWDS:
        took = cost(crowd(size), protocol)
        found.append((size, took))
        speed = size * (SECONDS + SETTLE_S) / took
        each = f"{1e6 / speed:.0f} us for a person's second"
        line(f"{size} people", f"{speed:,.0f}", f"people-seconds a second; {each}")
    return found


def growth_with_time() -> Growth:
    """Print the cost by how long one person is followed; return durations and cost."""
    found: Growth = []
    for seconds in DURATIONS:
        steps = tuple(Step(f"part {i}", "supine", PART_S) for i in range(round(seconds / PART_S)))
        took = cost([Person()], Protocol(steps))
        found.append((seconds + SETTLE_S, took))
        each = f"{1e6 * took / (seconds + SETTLE_S):.0f} us for a second"
        line(f"one person for {seconds} s", f"{1000 * took:.0f} ms", each)
    return found


def draw(people: Growth, time: Growth, path: Path) -> None:
    """Draw both growths with straight lines of slope one through their last points."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams["svg.hashsalt"] = "soleus"
    figure = Figure(figsize=(9, 3.8), layout="constrained")
    titles = ("people, each for a minute", "seconds of one person, settling included")
    for axes, points, title in zip(figure.subplots(1, 2), (people, time), titles, strict=True):
        asked, took = zip(*points, strict=True)
        straight = [took[-1] * x / asked[-1] for x in asked]
        axes.loglog(asked, took, "o-", label="measured")
        axes.loglog(asked, straight, "--", color="0.5", label="in proportion")
        axes.set_xlabel(title)
        axes.set_ylabel("CPU time / s")
        axes.legend()
    figure.savefig(path, metadata={"Date": None})


def main() -> int:
    """Print all figures and draw how the cost grows."""
    print("The circulation from its users' door (one core, settling and recording included)")
    sessions()
    draw(growth_with_people(), growth_with_time(), FIGURE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
