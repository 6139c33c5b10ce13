"""The words every room shares: activities, urgencies, legs, errors and the clock. No logic."""

from soleus.vocabulary.clock import Clock as Clock
from soleus.vocabulary.clock import FixedClock as FixedClock
from soleus.vocabulary.clock import SystemClock as SystemClock
from soleus.vocabulary.errors import NotPermittedError as NotPermittedError
from soleus.vocabulary.errors import SoleusError as SoleusError
from soleus.vocabulary.words import Activity as Activity
from soleus.vocabulary.words import Leg as Leg
from soleus.vocabulary.words import Status as Status
from soleus.vocabulary.words import Until as Until
from soleus.vocabulary.words import Urgency as Urgency
