"""Runs the trials that ship and writes their reports into docs/trials/, for ``make trials``.

``python scripts/trial_reports.py [NAME ...]``: those of these names, or all. Results stay beside
the trial files, as ``soleus trial`` keeps them, and are taken up again where a run was ended.
"""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from soleus.circulation import model_fingerprint
from soleus.trials import parse_trial

ROOT = Path(__file__).resolve().parents[1]
TRIALS, REPORTS = ROOT / "trials", ROOT / "docs" / "trials"
KEPT = (".md", ".csv", ".svg")


def written(name: str) -> Path:
    """Run one trial, or what is left of it, and return the folder of its report in docs/."""
    file, results, folder = TRIALS / f"{name}.toml", TRIALS / f"{name}.results", REPORTS / name
    command = ["-m", "soleus", "trial", str(file), "--out", str(results)]
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for each in results.iterdir():
        if each.suffix in KEPT:
            shutil.copy(each, folder / each.name)
    made = {
        "command": f"soleus trial trials/{name}.toml",
        "day": _day(results),
        "model": model_fingerprint(),
        "trial": parse_trial(file).fingerprint,
    }
    text = json.dumps(made, indent=1, sort_keys=True) + "\n"
    (folder / "made.json").write_text(text, "utf-8")
    return folder


def _day(results: Path) -> str:
    """Return the day on which the last people were run."""
    written = max(each.stat().st_mtime for each in results.rglob("*") if "/c/" in str(each))
    return datetime.fromtimestamp(written, UTC).date().isoformat()


def main(names: list[str]) -> None:
    """Write the reports of these trials, or of all that ship."""
    for name in names or sorted(file.stem for file in TRIALS.glob("*.toml")):
        print(written(name).relative_to(ROOT))


if __name__ == "__main__":
    main(sys.argv[1:])
