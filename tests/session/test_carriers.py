"""Every routine and every stop rule answers for its claims."""

from code_health.readability import too_hard
from soleus.evidence import claims
from soleus.session import Text, carriers, routines, stop_rules


def test_every_carrier_rests_on_claims_of_the_ledger() -> None:
    assert all(each.claims and set(each.claims) <= set(claims()) for each in carriers())


def test_every_routine_and_every_stop_rule_is_a_carrier() -> None:
    named = {(each.kind, each.id) for each in carriers()}
    assert named == {("routine", name) for name in (*routines(), "prescribed")} | {
        ("stop_rule", name) for name in stop_rules()
    }


def test_a_child_of_eleven_can_read_what_is_told() -> None:
    texts = {f"stop_rule/{rule.id}": rule.says for rule in stop_rules().values()}
    texts |= {f"stop_rule/{rule.id} label": rule.label for rule in stop_rules().values()}
    for name, each in routines().items():
        told = [each.summary, *each.intro, *(part.show for part in each.parts)]
        told += [option.help for option in each.options.values()]
        told += [Text(cue.text, cue.claims) for part in each.parts for cue in part.cues if cue.text]
        texts |= {f"{name}/{number}": text.text for number, text in enumerate(told)}
    assert too_hard(texts) == []
