"""What the rows of a fit can tell of its numbers, by the slopes of the rows."""

from collections.abc import Sequence

import numpy as np

from soleus.circulation.kernel import Array

Z = 1.959964
"""Half of a 95 % interval in standard deviations (normal distribution)."""
NARROWER = 1.0
"""A number is told if its interval is narrower than this part of its bounds."""


def spread_of(J: Array, widened: float = 1.0) -> Array:  # noqa: N803
    r"""Return the standard deviation of each number, as part of the width of its bounds.

    .. math:: \sigma_j = w \sqrt{[(J^T J)^{-1}]_{jj}}

    Parameters
    ----------
    J : slopes of the residuals (rows, numbers), each residual in errors of its row and each
        number as part of the width of its bounds
    widened : factor by which errors turned out larger than stated
    """
    _, s, vt = np.linalg.svd(J, full_matrices=False)
    s = np.maximum(s, 1e-9)  # a direction that no row sees is as good as unbounded
    known = ((vt / s[:, None]) ** 2).sum(axis=0)
    unseen = J.shape[1] - len(s)
    hidden = 1e18 * (1.0 - (vt**2).sum(axis=0)) if unseen > 0 else 0.0
    return np.asarray(widened * np.sqrt(known + hidden))


def told_places(J: Array) -> list[int]:  # noqa: N803
    """Return which numbers the rows tell, after leaving out the least told one by one."""
    left = list(range(J.shape[1]))
    while left:
        widths = 2.0 * Z * spread_of(J[:, left])
        worst = int(np.argmax(widths))
        if widths[worst] < NARROWER:
            break
        del left[worst]
    return left


def why_not(J: Array, place: int, names: Sequence[str]) -> str:  # noqa: N803
    """Return why a number is not told: nothing moves with it, or another moves the rows alike."""
    if 2.0 * Z * float(spread_of(J[:, [place]])[0]) >= NARROWER:
        return "the rows hardly move with it"
    lengths = np.linalg.norm(J, axis=0)
    alike = np.abs(J.T @ J[:, place]) / np.maximum(lengths * lengths[place], 1e-30)
    alike[place] = -1.0
    return f"{names[int(np.argmax(alike))]} moves the rows in the same way"
