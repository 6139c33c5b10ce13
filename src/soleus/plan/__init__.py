"""The week plan: what to do when, drawn from a clearance."""

from soleus.plan.advice import Advice as Advice
from soleus.plan.calendar import to_icalendar as to_icalendar
from soleus.plan.drafting import draft as draft
from soleus.plan.edits import bring_back as bring_back
from soleus.plan.edits import day_off as day_off
from soleus.plan.edits import drop as drop
from soleus.plan.edits import move as move
from soleus.plan.edits import swap as swap
from soleus.plan.edits import swaps as swaps
from soleus.plan.errors import ImpossibleEditError as ImpossibleEditError
from soleus.plan.frame import Span as Span
from soleus.plan.hints import profile_from_answers as profile_from_answers
from soleus.plan.item import Item as Item
from soleus.plan.kinds import Group as Group
from soleus.plan.profile import SEDENTARY as SEDENTARY
from soleus.plan.profile import Profile as Profile
from soleus.plan.reading import KeptWeek as KeptWeek
from soleus.plan.reading import read_week as read_week
from soleus.plan.statements import Remark as Remark
from soleus.plan.step import next_minutes as next_minutes
from soleus.plan.targets import targets as targets
from soleus.plan.week import WeekPlan as WeekPlan
from soleus.plan.words import Setting as Setting
