"""What is not named in a document of answers: denied where all the rest was, else unknown."""

import pytest

from soleus.vocabulary import if_not_answered


def test_what_is_not_named_is_no_only_where_the_rest_was_denied() -> None:
    assert if_not_answered({"answers": {}, "others": "no"}) is False


@pytest.mark.parametrize("document", [None, {}, {"answers": {}}, {"others": "unknown"}])
def test_unknown_is_never_no(document: dict[str, object] | None) -> None:
    assert if_not_answered(document) is None
