"""Nothing is handed on without its licence."""

import pytest

from soleus.packing.contents import contents
from soleus.packing.errors import CannotPackError
from soleus.packing.licences import licences


def test_every_distribution_brings_its_licence() -> None:
    text = licences()
    for name in ("soleus", *contents().distributions):
        assert f"\n{name}\n{'-' * len(name)}\n" in text
    assert "Apache License" in text
    assert "MPL-2.0" in text


def test_what_brings_none_is_not_handed_on() -> None:
    with pytest.raises(CannotPackError, match="no-such-thing: brings no text"):
        licences(["no-such-thing"])
