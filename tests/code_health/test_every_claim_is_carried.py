from collections import Counter

from soleus.compose import carriers
from soleus.evidence import claim, claims, used_by


def test_every_carrier_cites_claims_and_only_known_ones() -> None:
    used_by(carriers())  # raises with one line for each fault


def test_every_claim_is_told_somewhere() -> None:
    nowhere = [claim_id for claim_id, users in used_by(carriers()).items() if not users]
    assert nowhere == [], "these claims are told nowhere; tell them or take them out"


def test_no_two_carriers_of_a_kind_share_an_id() -> None:
    counted = Counter((carrier.kind, carrier.id) for carrier in carriers())
    assert [key for key, count in counted.items() if count > 1] == []


def test_every_danger_sign_is_held_by_a_rule() -> None:
    users = used_by(carriers())
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
