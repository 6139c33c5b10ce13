"""Fits held-back people by particles and by an ensemble smoother, and counts who is hit.

``python benchmarks/smoothers.py FOLDER`` takes the people that
``python -m soleus.circulation.ensemble.calibration FOLDER`` left there. The smoother (ESMDA) is
that of the package ``iterative_ensemble_smoother``, which has to be installed for it; it is no
dependency of Soleus. Both foretell measurements by the same emulator.
"""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from iterative_ensemble_smoother import ESMDA

from soleus.circulation import Ensemble, Known, fit, people_fingerprint
from soleus.circulation.ensemble.at_home import misses
from soleus.circulation.ensemble.calibration import people_of_group
from soleus.circulation.ensemble.coverage import SHOWN
from soleus.circulation.ensemble.held_back import GROUPS, HeldBackPerson
from soleus.circulation.ensemble.prior import Prior, dimensions

ASSIMILATIONS = 4
EVERY = 4
"""Every so many of the held-back people is fitted."""


def smoothed(known: Known, n: int, seed: int) -> Ensemble:
    """Return the ensemble that ESMDA makes of what was measured (Emerick & Reynolds 2013)."""
    rng = np.random.default_rng(seed)
    latent = rng.standard_normal((n, dimensions()))
    prior = Prior.of(known)

    def read(x: np.ndarray) -> np.ndarray:
        return -np.stack([m.in_sd for m in misses(known, prior.crowd(x), x).values()])

    observations = np.zeros(len(read(latent)))
    smoother = ESMDA(np.ones_like(observations), observations, alpha=ASSIMILATIONS, seed=rng)
    for _ in range(smoother.num_assimilations()):
        smoother.prepare_assimilation(Y=read(latent), truncation=1.0)
        latent = smoother.assimilate_batch(X=latent.T).T
    scores = tuple(tuple(map(float, member)) for member in latent)
    return Ensemble(known, seed, people_fingerprint(), scores)


Fitter = Callable[[Known, int, int], Ensemble]


def measured(
    people: Sequence[HeldBackPerson], way: Fitter, n: int
) -> tuple[list[float], float, float]:
    """Return how many of a hundred lie inside, by reading; misfit of the members; seconds a fit."""
    inside: dict[str, list[bool]] = {reading: [] for reading in SHOWN}
    far, start = [], time.process_time()
    for one in people:
        found = way(one.known, n, 5)
        rows = misses(one.known, found.crowd, found.latent)
        far.append(np.mean([m.in_sd**2 for m in rows.values()]))
        for reading in SHOWN:
            at, value = found.range(reading), one.readings[reading]
            if np.isfinite(value):
                inside[reading].append(at.low <= value <= at.high)
    seconds = (time.process_time() - start) / len(people)
    return [100 * float(np.mean(v)) for v in inside.values()], float(np.median(far)), seconds


def main() -> None:
    """Print a line for each way."""
    folder = Path(sys.argv[1])
    people = [one for g in GROUPS for one in people_of_group(g, folder)[::EVERY]]
    print(len(people), "people;", ", ".join(SHOWN))
    ways: tuple[tuple[str, Fitter, int], ...] = (
        ("particles, 64", fit, 64),
        ("ESMDA, 64", smoothed, 64),
        ("ESMDA, 256", smoothed, 256),
    )
    for name, way, n in ways:
        shares, far, seconds = measured(people, way, n)
        told = " ".join(f"{s:5.1f}" for s in shares)
        print(f"{name:>14}: {told}  misfit {far:.2f}  {seconds:.2f} s a person")


if __name__ == "__main__":
    main()
