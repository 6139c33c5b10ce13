"""Whatever holds claims is found by scanning, and called by its file or its table."""

import tomllib
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.evidence import Carrier, carriers, claim, claims, used_by
from soleus.evidence.carriers import carriers_in
from soleus.vocabulary import SoleusError

SOURCE = Path(__file__).parents[2] / "src" / "soleus"


def holds_claims(data: object) -> bool:
    if isinstance(data, dict):
        return isinstance(data.get("claims"), list) or any(map(holds_claims, data.values()))
    return isinstance(data, list) and any(map(holds_claims, data))


def test_every_data_file_with_claims_is_scanned() -> None:
    index = tomllib.loads((SOURCE / "evidence" / "carriers.toml").read_text())
    patterns = [each["files"] for each in index["texts"]]
    files = {file.relative_to(SOURCE).as_posix(): file for file in SOURCE.rglob("*.toml")}
    forgotten = [
        name
        for name, file in files.items()
        if holds_claims(tomllib.loads(file.read_text()))
        and not any(fnmatch(name, pattern) for pattern in patterns)
    ]
    assert forgotten == []
    assert [each for each in patterns if not any(fnmatch(name, each) for name in files)] == []


def test_a_file_a_table_and_a_page_are_carriers(tmp_path: Path) -> None:
    files = {
        "assessment/rules/today/cold_leg.toml": 'claims = ["G05"]\n[[examples]]\nclaims = ["G04"]',
        "coach/deletion.toml": '[still]\nsays = "Go."\nclaims = ["G16", "G18"]',
        "plan/targets.toml": '[step]\nvalue = 1\nclaims = ["E10"]\n[bare]\nvalue = 2',
        "web/templates/about/us.html": "{{ cite(\"A01\", 'X06') }} {{ cite(ids) }}",
        "web/templates/plain.html": "nothing",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert carriers_in(tmp_path) == (
        Carrier("rule", "today.cold_leg", ("G05", "G04"), "assessment"),
        Carrier("deletion", "still", ("G16", "G18"), "coach"),
        Carrier("plan", "target.step", ("E10",), "plan"),
        Carrier("page", "about/us", ("A01", "X06"), "web"),
    )


def test_no_two_carriers_of_a_kind_share_an_id() -> None:
    counted = Counter((carrier.kind, carrier.id) for carrier in carriers())
    assert [key for key, count in counted.items() if count > 1] == []


def test_every_carrier_cites_claims_and_only_known_ones() -> None:
    used_by()  # raises with one line for each fault


def test_every_claim_is_told_somewhere() -> None:
    nowhere = [claim_id for claim_id, users in used_by().items() if not users]
    assert nowhere == [], "these claims are told nowhere; tell them or take them out"


def test_every_danger_sign_is_held_by_a_rule() -> None:
    users = used_by()
    loose = [
        claim_id
        for claim_id in claims()
        if claim(claim_id).kind == "redflag"
        and "rule" not in {carrier.kind for carrier in users[claim_id]}
    ]
    assert loose == [], "these danger signs are told, but no rule of the check acts on them"


def test_nothing_tells_of_one_pace_without_the_finding_beside_it() -> None:
    one_sided = [
        (carrier.kind, carrier.id)
        for carrier in carriers()
        if {"C07", "C11"} & set(carrier.claims) and "X06" not in carrier.claims
    ]
    assert one_sided == []


@given(
    st.lists(
        st.builds(
            Carrier,
            kind=st.sampled_from(["rule", "topic"]),
            id=st.text(min_size=1, max_size=5),
            claims=st.lists(st.sampled_from(sorted(claims())), min_size=1, unique=True).map(tuple),
            room=st.just("web"),
        ),
        max_size=8,
    )
)
def test_a_carrier_uses_a_claim_exactly_if_it_cites_it(some: list[Carrier]) -> None:
    users = used_by(some)
    assert list(users) == list(claims())
    for claim_id, found in users.items():
        assert list(found) == [carrier for carrier in some if claim_id in carrier.claims]


def test_carriers_that_cite_nothing_or_unknown_claims_are_all_told() -> None:
    page = Carrier("page", "p", (), "web")
    with pytest.raises(SoleusError) as caught:
        used_by([page, Carrier("rule", "r", ("G99", "G01", "Q1"), "assessment")])
    lines = str(caught.value).splitlines()
    assert len(lines) == 3
    assert lines[0] == "page 'p' cites no claim"
    assert lines[1].startswith("rule 'r': the ledger has no claim 'G99'; did you mean 'G")
    assert lines[2].startswith("rule 'r': the ledger has no claim 'Q1'")
