"""Trains the emulator on the model itself, and says how far it lies from people it has not seen.

``python -m soleus.circulation.ensemble.train FOLDER`` simulates people part by part, keeps each
part in FOLDER, so that it can be broken off and gone on with, and writes emulator.toml. It takes
about half an hour of one core.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from soleus.circulation.data import read_data
from soleus.circulation.ensemble.battery import READINGS, Reading, read_people
from soleus.circulation.ensemble.bodies import people_of
from soleus.circulation.ensemble.emulator import (
    ONE,
    feature_names,
    features,
    mirrored,
    pairs_of,
    unlike,
)
from soleus.circulation.ensemble.fingerprint import model_fingerprint
from soleus.circulation.ensemble.known import Known
from soleus.circulation.ensemble.prior import Prior, dimensions
from soleus.circulation.ensemble.space import Crowd, Flags
from soleus.circulation.kernel import Array
from soleus.circulation.network import LEGS

PARTS, PART = 12, 200
UNSEEN = 3
"""Parts that are not trained on, and say how far the emulator lies from the model."""
YOUNGEST, OLDEST = 18.0, 95.0
STRONG_PULL, WEAK_PULL = 30.0, 0.5
"""Towards 0 in the first pass, which only chooses terms, and in the second [people]."""
MANY = (40, 80, 120, 180, 260)
HELD = 2.0
"""Weight of one SD for all in the law of errors [people]."""
WORTH_IT = 0.98
"""More terms are taken where the error of the unseen falls below this part of what it was."""


def _shares() -> dict[str, Any]:
    """Return shares of disease as the trained on have them: far more than people do."""
    shares = deepcopy(read_data("ensemble/unknown"))
    t = shares["training"]
    for name in ("narrowed", "failing"):
        shares[name]["by_age"] = [[YOUNGEST, t[name]], [OLDEST, t[name]]]
    shares["failing"]["grades"] = {"mild": 1, "moderate": 1, "severe": 1}
    for sex in ("female", "male"):
        shares["leaking"][sex] = dict.fromkeys(shares["leaking"][sex], t["leaking"])
    return shares | {"leaking": shares["leaking"] | t["severity"]}


def trained_on(part: int, n: int = PART) -> Crowd:
    """Return the bodies of one part, wider spread than people are."""
    prior = Prior(Known(), _shares(), (YOUNGEST, OLDEST))
    scores = np.random.default_rng((7, part)).standard_normal((n, dimensions()))
    return prior.crowd(read_data("ensemble/unknown")["training"]["wider"] * scores)


def read_part(part: int, folder: Path) -> dict[str, Array]:
    """Return the readings of one part, from the folder or from the model."""
    kept = folder / f"part{part:02d}.npz"
    if not kept.exists():
        people = people_of(trained_on(part))
        read = read_people(people, 8 if part % 3 == 0 else 4, breaks=part % 5 == 0)
        np.savez(kept, allow_pickle=False, **read)
    with np.load(kept) as stored:
        return dict(stored)


@dataclass(frozen=True, slots=True)
class Regressed:
    """One reading's sum: its terms, and how far people who were not trained on lie from it."""

    name: str
    is_log: bool
    terms: Mapping[str, float]
    miss: Array
    spread: float
    error: Sequence[float] = ()

    @property
    def sd(self) -> float:
        """How far the unseen lie from the sum, all together."""
        return float(np.sqrt((self.miss**2).mean()))

    def written(self) -> str:
        """Return the reading's table."""
        terms = ", ".join(f'"{term}" = {weight:.4g}' for term, weight in self.terms.items())
        return (
            f"[reading.{self.name}]\nis_log = {str(self.is_log).lower()}\nsd = {self.sd:.4g}\n"
            f"error = [{', '.join(f'{x:.4g}' for x in self.error)}]\n"
            f"explained = {1.0 - (self.sd / self.spread) ** 2:.4f}\nterms = {{ {terms} }}\n"
        )


def _terms(crowd: Crowd) -> tuple[list[str], Array]:
    """Return every product of two features that differs between bodies, and its values."""
    x, names = features(crowd).T, feature_names()
    pairs = [(names.index(a), names.index(b)) for a, b in pairs_of(names)]
    first, second = (np.array(side) for side in zip(*pairs, strict=True))
    products = x[:, first] * x[:, second]
    _, fresh = np.unique(np.round(products[:300], 9), axis=1, return_index=True)
    fresh = np.sort(fresh)
    keep = [i for i in fresh if i == 0 or products[:, i].std() > 1e-9]
    label = [names[b] if names[a] == ONE else f"{names[a]} {names[b]}" for a, b in pairs]
    return [label[i] for i in keep], products[:, keep]


def regress(
    name: str, is_log: bool, x: Array, y: Array, seen: Flags, labels: Sequence[str]
) -> Regressed:
    """Return the sum of the terms that foretell a reading best, tried on the unseen.

    Parameters
    ----------
    x, y : values of all terms (n, terms), and of the reading (n,)
    seen : who is trained on (n,)
    labels : of the terms, the first of which is 1
    """
    scale = x[seen].std(axis=0) + 1e-12
    first = _ridge(x[seen], y[seen], scale, STRONG_PULL)
    order = np.argsort(-np.abs(first) * scale)
    best: Regressed | None = None
    for many in MANY:
        chosen = np.unique([0, *order[:many]])
        weights = _ridge(x[seen][:, chosen], y[seen], scale[chosen], WEAK_PULL)
        miss = y[~seen] - x[~seen][:, chosen] @ weights
        terms = {labels[i]: float(w) for i, w in zip(chosen, weights, strict=True)}
        tried = Regressed(name, is_log, terms, miss, float(y[~seen].std()))
        if best is None or tried.sd < WORTH_IT * best.sd:
            best = tried
    if best is None:
        raise ValueError("MANY names no number of terms")
    return best


def error_law(miss: Array, crowd: Crowd) -> tuple[float, ...]:
    """Return how the logarithm of the error's variance goes by what makes a body hard to foretell.

    The likeliest law of normal errors, by Newton's method, and held a little to one SD for all.

    Parameters
    ----------
    miss : how far unseen people lie from the sum (n,)
    crowd : the same people
    """
    x = unlike(crowd)
    law = np.zeros(len(x))
    law[0] = np.log((miss**2).mean())
    hold = HELD * np.array([0.0, *np.ones(len(x) - 1)])
    for _ in range(50):
        ratio = miss**2 * np.exp(-law @ x)
        slope = 0.5 * x @ (ratio - 1.0) - hold * law
        bend = 0.5 * (x * np.maximum(ratio, 0.2)) @ x.T + np.diag(hold)
        law = law + np.clip(np.linalg.solve(bend, slope), -0.5, 0.5)
    return tuple(float(part) for part in law)


def _ridge(x: Array, y: Array, scale: Array, pull: float) -> Array:
    """Return weights of least squares, pulled towards 0 but for the first, of the term 1."""
    penalty = pull * scale**2
    penalty[0] = 0.0
    return np.asarray(np.linalg.solve(x.T @ x + np.diag(penalty), x.T @ y))


def _cases(parts: Mapping[int, dict[str, Array]]) -> Iterator[tuple[Reading, Crowd, Array, Flags]]:
    """Yield each reading with the bodies that have it, their values, and which are trained on."""
    for reading in READINGS:
        of_leg = reading.name.startswith(LEGS)
        if reading.name.startswith("right_"):
            continue  # the left leg of the mirrored body
        crowds, values, seen = [], [], []
        for part, read in parts.items():
            crowd = trained_on(part)
            is_seen = part < PARTS - UNSEEN
            both = [(crowd, reading.name)]
            if of_leg:
                both.append((mirrored(crowd), reading.name.replace("left", "right")))
            elif reading.name.startswith(("swelling", "breaks", "arm")):
                both.append((mirrored(crowd), reading.name))
            for body, name in both:
                value = read.get(name, np.full(len(crowd), np.nan))
                rows = np.flatnonzero(np.isfinite(value) & ((value > 0.0) | (not reading.is_log)))
                crowds.append(body.rows(rows))
                values.append(np.log(value[rows]) if reading.is_log else value[rows])
                seen.append(np.full(len(rows), is_seen))
        yield reading, _joined(crowds), np.concatenate(values), np.concatenate(seen)


def _joined(crowds: Sequence[Crowd]) -> Crowd:
    names = Crowd.__slots__
    return Crowd(*(np.concatenate([getattr(c, n) for c in crowds]) for n in names))


def train(parts: Mapping[int, dict[str, Array]]) -> str:
    """Return emulator.toml from the readings of each part."""
    head = (
        "# Written by `python -m soleus.circulation.ensemble.train FOLDER`; not edited.\n"
        "# `terms`: weights of products of two features; `sd`: how far unseen people lie from the\n"
        "# sum, in its scale; `explained`: of their variance; `error`: how the logarithm of the\n"
        "# error's variance goes by what makes a body hard to foretell (`unlike` in emulator.py).\n"
    )
    tables = [head + f'fingerprint = "{model_fingerprint()}"\n']
    for reading, crowd, y, seen in _cases(parts):
        labels, x = _terms(crowd)
        found = regress(reading.name, reading.is_log, x, y, seen, labels)
        law = error_law(found.miss, crowd.rows(np.flatnonzero(~seen)))
        tables.append(replace(found, error=law).written())
    return "\n".join(tables)


def main() -> None:
    """Read every part and write the emulator."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    text = train({part: read_part(part, folder) for part in range(PARTS)})
    Path(str(files(__package__).joinpath("emulator.toml"))).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
