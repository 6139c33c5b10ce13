"""Which claims the plan carries, derived from its data."""

from soleus.evidence import Carrier
from soleus.plan.advice import advice_rules
from soleus.plan.kinds import kinds
from soleus.plan.settings import day_shapes
from soleus.plan.statements import statements
from soleus.plan.targets import Targets, targets


def carriers() -> tuple[Carrier, ...]:
    """Return everything in this room that tells a person something, with its claims."""
    numbers = targets()
    plan = {
        **{f"kind.{kind.id}": kind.claims for kind in kinds().values()},
        **{f"setting.{name}": shape.claims for name, shape in day_shapes().items()},
        **{f"statement.{each.id}": each.claims for each in statements().values()},
        **{f"target.{name}": getattr(numbers, name).claims for name in Targets.__slots__},
    }
    return (
        *(Carrier("plan", id_, claims) for id_, claims in plan.items()),
        *(Carrier("advice", rule.id, rule.claims) for rule in advice_rules().values()),
    )
