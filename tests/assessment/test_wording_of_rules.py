"""What the check says to a person can be read at the age of eleven."""

import re

from code_health.readability import too_hard
from soleus.assessment.explanation import sections, texts
from soleus.assessment.rule import URGENCY_FOLDERS
from soleus.assessment.rulebook import rules

SUSPECTS = {rule.id: rule.suspects for rule in rules() if rule.folder in URGENCY_FOLDERS}


def test_every_rule_is_said_in_plain_words() -> None:
    assert not too_hard({rule.id: rule.says for rule in rules()})


def test_every_rule_that_sends_somebody_says_what_it_can_be_and_never_what_it_is() -> None:
    may_be = re.compile(r"\b(can|may)\b")
    assert [id_ for id_, says in SUSPECTS.items() if not may_be.search(says)] == []
    assert [id_ for id_, says in SUSPECTS.items() if len(says) > 85] == []
    assert not too_hard(SUSPECTS)


def test_every_text_of_a_result_is_said_in_plain_words() -> None:
    said = {name: text.says for name, text in texts().items()}
    for section in sections():
        said[section.id] = ". ".join(line.says.strip(".") for line in section.line)
    assert not too_hard(said)
