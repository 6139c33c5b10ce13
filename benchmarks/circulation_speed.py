"""Measures how fast the circulation runs for its users: one person, many people, many hours.

Every figure is CPU time on one core, including settling and recording; of short runs, the median
of several. Cost grows linearly if the last column stays level; ``docs/validation/speed.svg`` shows
the same as a figure. Run by ``make bench``.
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
"""Pairs of a size (people or seconds) and the CPU time that it took [s]."""


def crowd(size: int) -> list[Person]:
    """Return people who differ in age and build."""
    return [Person(age=25.0 + i % 60, height_cm=155.0 + i % 35) for i in range(size)]


def cost(people: list[Person], protocol: Protocol) -> float:
    """Return the CPU time of one run [s]; the median of five if the group is small."""
    group: Person | list[Person] = people[0] if len(people) == 1 else people
    if len(people) > 64:
        return cpu_seconds(lambda: simulate(group, protocol, keep=KEPT))
    return median_seconds(lambda: simulate(group, protocol, keep=KEPT))


def sessions() -> None:
    """Print the cost of one person, a thousand people and a working day."""
    one = median_seconds(lambda: simulate(Person(), SESSION))
    line("three minutes of one person", f"{1000 * one:.0f} ms", "aim 50 ms")
    line("three minutes of a thousand people", f"{cost(crowd(1000), SESSION):.1f} s", "aim 20 s")
    day = median_seconds(lambda: simulate(Person(), DAY), runs=3)
    line("eight hours of one person", f"{day:.2f} s", "aim 2 s")


def growth_with_people() -> Growth:
    """Print the speed by the number of people; return numbers of people and costs."""
    protocol = Protocol((Step("lie", "supine", SECONDS),))
    growth: Growth = []
    for size in CROWDS:
        took = cost(crowd(size), protocol)
        growth.append((size, took))
        speed = size * (SECONDS + SETTLE_S) / took
        cost_each = f"{1e6 / speed:.0f} us for a person's second"
        line(f"{size} people", f"{speed:,.0f}", f"people-seconds a second; {cost_each}")
    return growth


def growth_with_time() -> Growth:
    """Print the cost by the simulated time of one person; return durations and costs."""
    growth: Growth = []
    for seconds in DURATIONS:
        steps = tuple(Step(f"part {i}", "supine", PART_S) for i in range(round(seconds / PART_S)))
        took = cost([Person()], Protocol(steps))
        growth.append((seconds + SETTLE_S, took))
        cost_each = f"{1e6 * took / (seconds + SETTLE_S):.0f} us for a second"
        line(f"one person for {seconds} s", f"{1000 * took:.0f} ms", cost_each)
    return growth


def draw(people: Growth, time: Growth, path: Path) -> None:
    """Draw both growths, with a line of slope one through the last point of each."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams["svg.hashsalt"] = "soleus"
    figure = Figure(figsize=(9, 3.8), layout="constrained")
    titles = ("people, each for a minute", "seconds of one person, settling included")
    for axes, points, title in zip(figure.subplots(1, 2), (people, time), titles, strict=True):
        sizes, took = zip(*points, strict=True)
        proportional = [took[-1] * size / sizes[-1] for size in sizes]
        axes.loglog(sizes, took, "o-", label="measured")
        axes.loglog(sizes, proportional, "--", color="0.5", label="in proportion")
        axes.set_xlabel(title)
        axes.set_ylabel("CPU time / s")
        axes.legend()
    figure.savefig(path, metadata={"Date": None})


def main() -> int:
    """Print all figures and draw how the cost grows."""
    print("The circulation as its users run it (one core, settling and recording included)")
    sessions()
    draw(growth_with_people(), growth_with_time(), FIGURE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
