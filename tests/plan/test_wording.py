"""Every text of the plan answers for its claims and can be read at eleven."""

from code_health.readability import too_hard
from soleus.evidence import carriers
from soleus.plan.advice import advice_rules
from soleus.plan.kinds import kinds
from soleus.plan.settings import day_shapes
from soleus.plan.statements import statements
from soleus.plan.targets import targets
from soleus.plan.words import Setting


def texts() -> dict[str, str]:
    said = {f"statement {id_}": text.says for id_, text in statements().items()}
    for kind in kinds().values():
        said[f"{kind.id} does"] = kind.does
        said[f"{kind.id} does with care"] = kind.does_with_care or kind.does
        said[f"{kind.id} why"] = kind.why
    for rule in advice_rules().values():
        said[f"advice {rule.id}"] = rule.says
        said[f"advice {rule.id} unknown"] = rule.says_if_unknown or rule.says
    return said


def test_a_child_of_eleven_can_read_the_plan() -> None:
    assert too_hard(texts()) == []


def test_every_text_and_every_number_is_a_carrier() -> None:
    named = {each.id for each in carriers() if each.kind == "plan"}
    assert named >= {f"kind.{kind}" for kind in kinds()}
    assert named >= {f"setting.{setting}" for setting in Setting}
    assert named >= {f"statement.{each}" for each in statements()}
    assert "target.step_percent" in named
    assert {each.id for each in carriers() if each.kind == "advice"} == set(advice_rules())
    assert len(day_shapes()) == len(Setting)
    assert targets().start_minutes_per_day.claims == ("E10",)
