import logging
from pathlib import Path

import numpy as np
import pytest
from circulation.regazzoni2020 import Regazzoni2020

from soleus.circulation.kernel import build_kernel
from soleus.circulation.published import load_model, start_array

BEATS, STEPS_A_BEAT, DT = 10, 800, 1e-3
AGREES_ML = 0.2


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_ten_beats_of_regazzoni_2020_agree_with_code_that_nobody_here_wrote(tmp_path: Path) -> None:
    logging.disable(logging.CRITICAL)
    theirs = Regazzoni2020(outdir=tmp_path).solve(num_beats=BEATS, dt=DT)
    logging.disable(logging.NOTSET)
    model, numbers = load_model("regazzoni2020")
    kernel = build_kernel(model, 1)
    n = BEATS * STEPS_A_BEAT
    ours = np.empty((n, len(model.observed)))
    kernel.advance(start_array(kernel, numbers), ours, n, 1, 1, DT)
    for chamber in ("V_LA", "V_LV", "V_RA", "V_RV"):
        column = ours[:, model.observed.index(chamber)]
        assert np.abs(np.asarray(theirs[chamber])[1 : n + 1] - column).max() < AGREES_ML
