"""No route works on the loop that everybody waits for."""

import inspect

from soleus.coach import Coach
from soleus.web import create_app
from web.test_said_once import routes


def test_every_route_works_in_a_thread(coach: Coach) -> None:
    found = list(routes(create_app(coach).routes))
    assert len(found) > 60
    waiting = [each.path for each in found if inspect.iscoroutinefunction(each.endpoint)]
    assert waiting == []
