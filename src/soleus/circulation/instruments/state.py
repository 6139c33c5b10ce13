"""Any state or inner signal of the model as a reading, for whoever wants to see inside."""

from functools import cache

from soleus.circulation.run import View
from soleus.circulation.signals import signal_of
from soleus.circulation.whole import inner_names, observed_names

_WORDS = {"1": "", "%": "percent"}


@cache
def state_names() -> tuple[str, ...]:
    """Return every name that a run can record: states, and signals computed from them."""
    return (*observed_names(), *inner_names())


def unit_word(name: str) -> str:
    """Return how the unit of a name is written in the name of a reading: ``_ml_s``, or nothing."""
    unit = signal_of(name).unit
    word = _WORDS.get(unit, unit.lower().replace("/", "_"))
    return f"_{word}" if word else ""


def state(view: View, name: str) -> dict[str, float | str | None]:
    """Mean, extremes and last value of one name over the step, in its own unit.

    What an instrument would see of it is another matter: this looks into the model. Names, units
    and meanings: ``soleus lab states``.

    Holds when
        the step is recorded; of a step beyond five minutes the middle is averaged over beats.

    Source
        Definition.

    Checked by
        tests/circulation/instruments/test_state.py.
    """
    _, x = view.signal(name)
    unit = unit_word(name)
    return {
        f"mean{unit}": float(x.mean()),
        f"lowest{unit}": float(x.min()),
        f"highest{unit}": float(x.max()),
        f"end{unit}": float(x[-1]),
    }
