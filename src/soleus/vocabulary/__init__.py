"""The words every room shares, the roots of all errors, and the clock. No domain logic."""

from soleus.vocabulary.answers import Answer as Answer
from soleus.vocabulary.answers import AnswerDocument as AnswerDocument
from soleus.vocabulary.answers import Findings as Findings
from soleus.vocabulary.answers import if_not_answered as if_not_answered
from soleus.vocabulary.calls import Calls as Calls
from soleus.vocabulary.clock import Clock as Clock
from soleus.vocabulary.clock import SystemClock as SystemClock
from soleus.vocabulary.errors import MOST_FAULTS as MOST_FAULTS
from soleus.vocabulary.errors import FaultsError as FaultsError
from soleus.vocabulary.errors import InvalidDataError as InvalidDataError
from soleus.vocabulary.errors import NotPermittedError as NotPermittedError
from soleus.vocabulary.errors import SoleusError as SoleusError
from soleus.vocabulary.errors import sayable as sayable
from soleus.vocabulary.limbs import Limbs as Limbs
from soleus.vocabulary.present_zone import living_in as living_in
from soleus.vocabulary.present_zone import present_zone as present_zone
from soleus.vocabulary.sex import Sex as Sex
from soleus.vocabulary.words import Activity as Activity
from soleus.vocabulary.words import Leg as Leg
from soleus.vocabulary.words import Status as Status
from soleus.vocabulary.words import Until as Until
from soleus.vocabulary.words import Urgency as Urgency
from soleus.vocabulary.words import Weekday as Weekday
