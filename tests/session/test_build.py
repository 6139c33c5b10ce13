"""Every way to choose has its script, and none that these limbs do not allow."""

from math import prod

import pytest

from session.samples import START, permit
from soleus.session import routine, routines, variants
from soleus.vocabulary import Activity, Limbs, NotPermittedError


@pytest.mark.parametrize("name", list(routines()))
def test_there_is_one_script_for_each_way_to_choose(name: str) -> None:
    found = routine(name)
    made = variants(permit(found.activity), name, now=START)
    assert len(made) == prod(len(option.offered) for option in found.options.values())
    assert len({str(sorted(each.options.items())) for each in made}) == len(made)


def test_nobody_is_stood_on_one_foot() -> None:
    made = variants(permit(Activity.CALF_RAISES), "calf_raises", now=START, limbs=Limbs.RIGHT_FOOT)
    assert {each.options["feet"] for each in made} == {"right"}
    assert "standing" not in {each.posture for each in made}


def test_a_permit_for_another_activity_opens_no_way() -> None:
    with pytest.raises(NotPermittedError):
        variants(permit(Activity.WALKING), "ankle_pumps", now=START)
