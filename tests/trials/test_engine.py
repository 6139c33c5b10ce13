"""Results are the same to the byte: whatever workers, whoever is killed, whenever it goes on."""

import json
import os
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from soleus.trials import TrialError, TrialsNotInstalledError, parse_trial, run_trial
from soleus.trials.engine import LOOPBACK, unit_of_table
from soleus.trials.errors import WorkersLostError
from trials.conftest import small_trial

pytestmark = pytest.mark.slow


def _bytes(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.suffix not in (".md", ".html", ".csv")
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of a trial that nobody disturbed, on one worker."""
    folder = tmp_path_factory.mktemp("whole")
    run_trial(parse_trial(small_trial()), folder, workers=1)
    return folder


def test_pumps_speed_the_blood_up_and_lying_still_does_not(whole: Path) -> None:
    results = xr.open_zarr(whole / "results.zarr", consolidated=False)
    still, pumps = results["velocity"].isel(person=slice(70)).mean("person").to_numpy()
    assert still == pytest.approx(1.0, abs=0.06)
    assert 1.4 < pumps < 2.6
    assert results.attrs["simulated"] is True
    assert results["age"].attrs["units"] == "year"
    assert any(source.startswith("heart_rate: ") for source in results.attrs["references"])
    assert results["velocity"].attrs["long_name"].startswith("simulated")


def test_what_a_worker_is_asked_is_the_same_alone(whole: Path) -> None:
    alone = unit_of_table(json.dumps(small_trial()), 1)
    kept = xr.open_zarr(whole / "results.zarr", consolidated=False)["velocity"].to_numpy()[
        :, 64:128
    ]
    assert np.array_equal(alone.values[0], kept)


def test_a_killed_worker_changes_nothing(whole: Path, tmp_path: Path) -> None:
    killed: list[int] = []

    def kill_one(_progress: object) -> None:
        from distributed import get_client

        if not killed:
            pids = get_client().run(os.getpid)
            killed.append(next(iter(pids.values())))
            os.kill(killed[0], signal.SIGKILL)

    run_trial(parse_trial(small_trial()), tmp_path, workers=2, told=kill_one)
    assert killed
    assert _bytes(tmp_path) == _bytes(whole)


def test_workers_that_are_killed_again_and_again_are_one_line(tmp_path: Path) -> None:
    import dask

    def kill_all(_progress: object) -> None:
        from distributed import get_client

        for pid in get_client().run(os.getpid).values():
            os.kill(pid, signal.SIGKILL)

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        pytest.raises(WorkersLostError, match="the same command goes on"),
    ):
        run_trial(parse_trial(small_trial()), tmp_path, workers=1, told=kill_all)


def test_what_is_done_asks_no_worker(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("soleus.trials.engine._client", None)
    _, people = run_trial(parse_trial(small_trial()), whole)
    assert people == 70


def test_a_killed_run_is_taken_up_where_it_was(whole: Path, tmp_path: Path) -> None:
    file = tmp_path / "trial.json"
    file.write_text(json.dumps(small_trial()))
    code = (
        "import json, sys; from pathlib import Path\n"
        "from soleus.trials import parse_trial, run_trial\n"
        "if __name__ == '__main__':\n"
        "    trial = parse_trial(json.loads(Path(sys.argv[1]).read_text()))\n"
        "    run_trial(trial, Path(sys.argv[2]), workers=1,\n"
        "              told=lambda p: print(p.done, flush=True))\n"
    )
    script, out = tmp_path / "run.py", tmp_path / "out"
    script.write_text(code)
    command = [sys.executable, str(script), str(file), str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        for line in run.stdout:
            if int(line) >= 64:
                run.kill()
                break
    done: list[int] = []
    run_trial(parse_trial(small_trial()), out, workers=1, told=lambda p: done.append(p.done))
    assert done[0] >= 64  # what was there was not done again
    assert _bytes(out) == _bytes(whole)


def test_a_cluster_by_its_address_gives_the_same(whole: Path, tmp_path: Path) -> None:
    from distributed import LocalCluster

    with LocalCluster(n_workers=1, threads_per_worker=2, dashboard_address=LOOPBACK) as cluster:
        run_trial(parse_trial(small_trial()), tmp_path, scheduler=cluster.scheduler_address)
    assert _bytes(tmp_path) == _bytes(whole)


def test_until_the_interval_is_narrow_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("soleus.trials.engine.LOOKS_AT", 64)
    until = {
        "outcome": "velocity",
        "arm": "60 a minute",
        "against": "still",
        "narrower_than": 0.2,
        "most": 256,
    }
    table = {k: v for k, v in small_trial().items() if k != "people"} | {"until": until}
    _, people = run_trial(parse_trial(table), tmp_path, workers=2)
    assert people == 64


def test_a_folder_of_another_trial_is_refused(whole: Path) -> None:
    before = _bytes(whole)
    with pytest.raises(TrialError, match="another trial"):
        run_trial(parse_trial(small_trial() | {"seed": 4}), whole, workers=1)
    assert _bytes(whole) == before


@pytest.mark.parametrize("missing", ["zarr", "distributed"])
def test_where_dask_is_not_installed_one_line_says_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(TrialsNotInstalledError, match=r"soleus\[trials\]"):
        run_trial(parse_trial(small_trial()), tmp_path)
