"""The project speaks of itself alone: no machine's paths, no package registry's address."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
REGISTRIES = (
    "registry.npm" + "js",
    "files.python" + "hosted",
    "deb.deb" + "ian.org",
    "pypi.org/" + "simple",
)


def test_no_committed_file_names_a_package_registry() -> None:
    found = subprocess.run(
        ["git", "grep", "-lE", "|".join(REGISTRIES).replace(".", r"\.")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout == ""


def test_no_link_points_outside_the_project() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    broken = [
        f"{page}: {target}"
        for page in listed.stdout.split()
        for target in _local_links((ROOT / page).read_text(encoding="utf-8"))
        if not ((ROOT / page).parent / target).exists()
    ]
    assert not broken


def _local_links(text: str) -> list[str]:
    import re

    found = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    return [each.split("#")[0] for each in found if "://" not in each and not each.startswith("#")]


def test_every_place_on_the_map_is_there() -> None:
    import re

    text = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
    places = re.findall(r"`((?:[a-z_]+/)+[\w.-]+\.\w+|(?:[a-z_]+/)+)`", text)
    assert places
    missing = [
        p for p in places if not ((ROOT / "src" / "soleus" / p).exists() or (ROOT / p).exists())
    ]
    assert not missing
