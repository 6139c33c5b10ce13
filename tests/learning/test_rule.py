"""The rule files: strict, and worded so that a worried person reads them right."""

from pathlib import Path

import pytest

from code_health.readability import grade
from soleus.language import translate
from soleus.learning.calf import CalfRule
from soleus.learning.heaviness import HeavinessRule
from soleus.learning.persistence import PersistenceRule
from soleus.learning.rule import FindingRule, rule
from soleus.learning.swelling import SwellingRule
from soleus.records import load_file
from soleus.vocabulary import InvalidDataError

PLAIN = 7.0
FILLED = {
    "legs": "left leg", "scores": "5, 4, 5", "days": "10", "mean": "4.7", "done": "7", "known": "8",
    "score": "Heaviness", "before": "2", "now": "5", "counted": "9", "began": "4 March",
    "day": "4 March", "leg": "left", "this": "40.1 cm", "other": "37.0 cm",
    "usual_this": "37.2 cm", "usual_other": "37.0 cm", "growth": "2.9 cm",
}  # fmt: skip


RULES = (rule(CalfRule), rule(HeavinessRule), rule(PersistenceRule), rule(SwellingRule))


@pytest.mark.parametrize("words", RULES, ids=[each.finding for each in RULES])
def test_evidence_is_told_in_plain_words(words: FindingRule) -> None:
    for text in filter(None, (words.evidence, words.evidence_without_baseline)):
        assert grade(translate(text, **FILLED)) <= PLAIN, text


def test_a_faulty_rule_tells_its_faults_at_once(tmp_path: Path) -> None:
    file = tmp_path / "rule.toml"
    file.write_text('evidence = ""\nclaim = ["G18"]\n')
    with pytest.raises(InvalidDataError) as words:
        load_file(PersistenceRule, file)
    assert "rule.toml: unknown key 'claim'; did you mean 'claims'?" in words.value.faults
    assert "rule.toml: evidence is empty, but has to say something" in words.value.faults
    file.write_text('evidence = "E"\nclaims = ["G18"]\nlevel = "two"\nwindow_day = 14\n')
    with pytest.raises(InvalidDataError) as numbers:
        load_file(PersistenceRule, file)
    told = "\n".join(numbers.value.faults)
    assert "level is 'two', but has to be a number" in told
    assert "did you mean 'window_days'" in told
    assert "'least_values' is missing" in told


def test_every_number_of_a_rule_is_read() -> None:
    assert rule(CalfRule).plain_cm == 3
    assert rule(SwellingRule).level == 3
    assert rule(PersistenceRule).window_days == 14
    assert rule(HeavinessRule).rise.early_days == 21
    assert rule(HeavinessRule).rise.scatter.noise_weight == 20
