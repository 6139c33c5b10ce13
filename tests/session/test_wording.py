"""Every text of a session is easy to read."""

from code_health.readability import too_hard
from soleus.evidence import Text
from soleus.session import routines, stop_rules


def test_a_child_of_eleven_can_read_what_is_told() -> None:
    texts = {f"stop_rule/{rule.id}": rule.says for rule in stop_rules().values()}
    texts |= {f"stop_rule/{rule.id} label": rule.label for rule in stop_rules().values()}
    for name, each in routines().items():
        told = [each.summary, *each.intro, *(part.show for part in each.parts)]
        told += [option.help for option in each.options.values()]
        told += [Text(cue.text, cue.claims) for part in each.parts for cue in part.cues if cue.text]
        texts |= {f"{name}/{number}": text.says for number, text in enumerate(told)}
    assert too_hard(texts) == []
