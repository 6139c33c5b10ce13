"""The yardstick of ``make bench``: the kernel written in C records what the kernel records."""

import ctypes
import shutil
import subprocess
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
import pytest

from soleus.circulation.kernel import leg_kernel
from soleus.circulation.numbers import numbers_with
from soleus.circulation.person import Person
from soleus.circulation.protocol import Step
from soleus.circulation.simulate import FULL, Block

WRITER = Path(__file__).parents[2] / "benchmarks" / "circulation_in_c" / "__init__.py"
STANDING = Step("stand", "standing", 10.0, activity="calf_raises", per_minute=30.0)


@pytest.mark.skipif(shutil.which("gcc") is None, reason="no gcc on this machine")
def test_the_kernel_in_c_records_the_same(tmp_path: Path) -> None:
    spec = spec_from_file_location("circulation_in_c", WRITER)
    assert spec
    assert spec.loader
    in_c = module_from_spec(spec)
    spec.loader.exec_module(in_c)
    kernel = leg_kernel(1)
    source, library = tmp_path / "kernel.c", tmp_path / "kernel.so"
    source.write_text(in_c.write_c(kernel.model, 1), "utf-8")
    subprocess.run(["gcc", "-O1", "-shared", "-fPIC", source, "-o", library, "-lm"], check=True)
    c = ctypes.CDLL(str(library))
    c.prepare.argtypes = [ctypes.c_void_p]
    c.advance.argtypes = [*[ctypes.c_void_p] * 2, *[ctypes.c_long] * 3, ctypes.c_double]

    block = Block(kernel, [Person()], [numbers_with()], None)
    block.set_step(STANDING, STANDING)
    kernel.prepare(block.X)
    X, counts = block.X.copy(), (100, 2, 6, FULL.dt)  # noqa: N806
    mine, theirs = (np.zeros((100, len(kernel.model.observed))) for _ in range(2))
    kernel.advance(block.X, mine, *counts)
    c.prepare(X.ctypes.data)
    c.advance(X.ctypes.data, theirs.ctypes.data, *counts)

    assert np.abs(mine).max() > 1.0
    np.testing.assert_allclose(theirs, mine, rtol=1e-7, atol=1e-7)
