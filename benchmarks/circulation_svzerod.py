"""The whole circulation against svZeroDSolver's closed loop of chambers, valves and vessels.

Both advance people beat by beat on one core; svZeroDSolver by its implicit rule at 1 ms, this
model at its own step and, for comparison, at 1 ms too. The networks differ: this one has
102 states, svZeroDSolver's case 48 unknowns. Give a copy of its source in SVZERODSOLVER_SOURCE
(and the headers of Eigen and nlohmann-json, where the compiler does not know them, in
CPLUS_INCLUDE_PATH); without it the bench says so and ends. Run by ``make bench``.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import numpy as np
from circulation_c_kernel import block_at_rest
from circulation_timing import line, median_seconds

from soleus.circulation.kernel import leg_kernel
from soleus.circulation.simulate import BLOCK, FULL

VARIABLE = "SVZERODSOLVER_SOURCE"
CASE = "tests/cases/piecewise_Chamber_and_Valve.json"
PARTS = ("algebra", "model", "solve")
FLAGS = ("-std=c++17", "-O3", "-march=native", "-DNDEBUG")  # its own release build, and native
CYCLES = (20, 120)
RUNS = 5
AIM = 150
SECONDS = 40.0


def build(source: Path, folder: Path) -> Path:
    """Compile the solver and return the program; takes a minute or two."""
    include = [f"-I{source / 'src' / part}" for part in PARTS]
    eigen = "/usr/include/eigen3"
    files = [f for part in PARTS for f in sorted((source / "src" / part).glob("*.cpp"))]
    sources = (*files, source / "applications" / "svzerodsolver.cpp")
    objects = [folder / f"{file.stem}.o" for file in sources]

    def compile_one(file: Path, to: Path) -> None:
        command = ["g++", *FLAGS, *include, f"-I{eigen}", "-c", file, "-o", to]
        subprocess.run(command, check=True, capture_output=True, text=True)

    with ThreadPoolExecutor(os.cpu_count()) as workers:
        list(workers.map(compile_one, sources, objects))
    program = folder / "svzerodsolver"
    subprocess.run(["g++", *objects, "-o", program], check=True)
    return program


def case(source: Path, folder: Path, cycles: int) -> tuple[Path, float]:
    """Write the case with this number of cycles; return its file and the length of a cycle [s]."""
    data = json.loads((source / CASE).read_text("utf-8"))
    simulation = data["simulation_parameters"]
    simulation["number_of_cardiac_cycles"] = cycles
    period = float(simulation["cardiac_period"])
    simulation["number_of_time_pts_per_cardiac_cycle"] = round(period / 0.001)
    path = folder / f"case{cycles}.json"
    path.write_text(json.dumps(data), "utf-8")
    return path, period


def child_seconds(program: Path, configuration: Path) -> float:
    """Return the CPU time of one run of the solver [s]."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = configuration.with_suffix(".csv")
    subprocess.run([program, configuration, output], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peer(source: Path, folder: Path) -> float:
    """Return the peer's people-seconds a second, from the difference of long and short runs."""
    program = build(source, folder)
    short, period = case(source, folder, CYCLES[0])
    long, _ = case(source, folder, CYCLES[1])
    more = (CYCLES[1] - CYCLES[0]) * period
    return more / median(
        child_seconds(program, long) - child_seconds(program, short) for _ in range(RUNS)
    )


def ours(width: int, dt: float) -> float:
    """Return this model's people-seconds a second in blocks of ``width``, recorded every 20 ms."""
    kernel = leg_kernel(width)
    n_fast, n = round(FULL.log_s / dt), round(SECONDS / FULL.log_s)
    block = block_at_rest(kernel)
    log = np.empty((n, len(kernel.model.observed) * width))
    seconds = median_seconds(lambda: kernel.advance(block.X, log, n, 1, n_fast, dt))
    return width * SECONDS / seconds


def main() -> int:
    """Print both speeds and their ratio, or why the bench was skipped."""
    print("The whole circulation against svZeroDSolver, piecewise_Chamber_and_Valve (one core)")
    source = os.environ.get(VARIABLE)
    if not source or not (Path(source) / CASE).exists() or shutil.which("g++") is None:
        print(f"skipped: {VARIABLE} names no copy of its source, or there is no g++ to build it")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        try:
            theirs = peer(Path(source), Path(folder))
        except subprocess.CalledProcessError as e:
            print(f"skipped: it does not build (needs Eigen 3.4, nlohmann-json): {e.cmd[-3]}")
            return 0
    line("svZeroDSolver, 1 ms", f"{theirs:,.0f}", "people-seconds a second")
    for width, dt in ((BLOCK, FULL.dt), (1, FULL.dt), (BLOCK, 0.001), (1, 0.001)):
        mine = ours(width, dt)
        what = f"{width} side by side" if width > 1 else "one person"
        line(f"this model, {what}, {1000 * dt:g} ms", f"{mine:,.0f}", "people-seconds a second")
        aim = f"aim {AIM}" if (width, dt) == (BLOCK, FULL.dt) else ""
        line("  times svZeroDSolver", f"{mine / theirs:,.0f}", aim)
    return 0


if __name__ == "__main__":
    sys.exit(main())
