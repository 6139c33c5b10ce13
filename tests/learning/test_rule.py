"""The rule files: strict, and worded so that a worried person reads them right."""

import pytest

from code_health.readability import grade
from soleus.learning.rule import read_rule, rules

PLAIN = 7.0
FILLED = {
    "legs": "left leg", "scores": "5, 4, 5", "days": "10", "mean": "4.7", "done": "7", "known": "8",
    "score": "Heaviness", "before": "2", "now": "5", "counted": "9", "began": "4 March",
    "day": "4 March", "leg": "left", "this": "40.1", "other": "37.0", "usual_this": "37.2",
    "usual_other": "37.0", "growth": "2.9",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(rules().words))
def test_evidence_is_told_in_plain_words(name: str) -> None:
    words = rules().words[name]
    for text in filter(None, (words.evidence, words.evidence_without_baseline)):
        assert grade(text.format_map(FILLED)) <= PLAIN, text


def test_a_faulty_rule_tells_every_fault_at_once() -> None:
    faults: list[str] = []
    text = 'evidence = ""\nclaim = ["G18"]\n[numbers]\nlevel = "two"\nwindow_day = 14\n'
    read_rule("persistent_unexplained", text, faults)
    told = "\n".join(faults)
    assert "'evidence'" in told
    assert "did you mean 'claims'" in told
    assert "'level' has to be a number" in told
    assert "did you mean 'window_days'" in told
    assert "'least_values' is missing" in told


def test_every_number_of_a_rule_is_read() -> None:
    by = rules()
    assert by.swelling.plain_cm == 3
    assert by.swelling_not_improving.level == 3
    assert by.persistent_unexplained.window_days == 14
    assert by.heaviness_worsening.early_days == 21
