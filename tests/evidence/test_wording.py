from code_health.readability import too_hard
from soleus.evidence import claims, sources


def test_every_claim_is_within_a_reading_age_of_eleven() -> None:
    assert too_hard({one.id: one.text for one in claims().values()}) == []


def test_what_is_said_about_the_reading_is_easy_too() -> None:
    said = {one.id: one.reading for one in claims().values() if one.reading}
    assert said
    assert too_hard(said) == []
    assert too_hard({one.id: one.origin for one in claims().values() if one.origin}) == []


def test_what_was_seen_of_a_source_is_easy_too() -> None:
    assert too_hard({source.id: source.note for source in sources().values()}) == []
