"""What the check says to a person can be read at the age of eleven."""

from code_health.readability import too_hard
from soleus.assessment import rules
from soleus.assessment.explanation import lines


def test_every_rule_is_said_in_plain_words() -> None:
    assert not too_hard({rule.id: rule.says for rule in rules()})


def test_every_explanation_is_said_in_plain_words() -> None:
    assert not too_hard({name: line.text for name, line in lines().items()})
