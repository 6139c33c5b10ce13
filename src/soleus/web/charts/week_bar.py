"""The minutes of a week against the target: one bar."""

from dataclasses import dataclass

WIDTH = 320


@dataclass(frozen=True, slots=True)
class WeekBar:
    """A bar ``filled`` of ``width`` units long; ``is_met`` once the target is reached."""

    minutes: int
    target: int
    filled: float
    width: int = WIDTH

    @property
    def is_met(self) -> bool:
        """Whether the target is reached."""
        return self.minutes >= self.target


def week_bar(minutes: float, target: int) -> WeekBar:
    """Return the bar; it ends at the target however much more was done."""
    whole = round(minutes)
    return WeekBar(whole, target, round(WIDTH * min(1.0, whole / target), 1))
