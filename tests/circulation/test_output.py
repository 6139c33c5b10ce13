import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from soleus.circulation import Run, plot_run, write_diagram

ROOT = Path(__file__).parents[2]


def test_a_run_goes_to_netcdf_with_units_and_sources_and_comes_back(
    mixed_run: Run, tmp_path: Path
) -> None:
    import xarray as xr

    path = tmp_path / "run.nc"
    mixed_run.to_xarray().to_netcdf(path, engine="h5netcdf")
    with xr.open_dataset(path, engine="h5netcdf") as back:
        assert back["P_aorta"].attrs["units"] == "mmHg"
        assert "Starling" in back.attrs["references"] or "Pappenheimer" in back.attrs["references"]
        assert back.sizes["person"] == 1


def test_a_run_names_its_sources(mixed_run: Run) -> None:
    assert any("Shapiro 1977" in s for s in mixed_run.citations())
    assert not any("Young & Tsai 1973, J Biomech 6:395-410 and" in s for s in mixed_run.citations())


def test_a_run_and_the_network_can_be_drawn(mixed_run: Run, tmp_path: Path) -> None:
    plot_run(mixed_run, tmp_path / "run.png")
    assert (tmp_path / "run.png").stat().st_size > 10_000
    write_diagram(tmp_path / "net.svg")
    text = ElementTree.parse(tmp_path / "net.svg").getroot().itertext()
    assert "popliteal vein" in "".join(text)


def lab(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "soleus", "lab", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_prints_a_table(tmp_path: Path) -> None:
    done = lab(str(ROOT / "experiments" / "ankle-pumps-30.toml"))
    assert done.returncode == 0
    assert done.stdout.startswith("simulated")


def test_the_command_refuses_a_bad_experiment_with_one_line_a_fault(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text('[[step]]\nposture = "lying"\n')
    done = lab(str(bad), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 2


@pytest.mark.parametrize(
    "path", sorted((ROOT / "experiments").glob("*.toml")), ids=lambda p: p.stem
)
def test_every_worked_experiment_is_well_written(path: Path) -> None:
    from soleus.circulation import parse_experiment

    assert parse_experiment(path).reads
