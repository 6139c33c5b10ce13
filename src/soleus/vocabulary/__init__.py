"""The words every room shares, the clock, and strict reading of data. No domain logic."""

from soleus.vocabulary.clock import Clock as Clock
from soleus.vocabulary.clock import FixedClock as FixedClock
from soleus.vocabulary.clock import SystemClock as SystemClock
from soleus.vocabulary.errors import NotPermittedError as NotPermittedError
from soleus.vocabulary.errors import SoleusError as SoleusError
from soleus.vocabulary.json_text import read_once as read_once
from soleus.vocabulary.limbs import Limbs as Limbs
from soleus.vocabulary.record import read_record as read_record
from soleus.vocabulary.table import InvalidDataError as InvalidDataError
from soleus.vocabulary.table import Table as Table
from soleus.vocabulary.table import nearest as nearest
from soleus.vocabulary.table import read_table as read_table
from soleus.vocabulary.words import Activity as Activity
from soleus.vocabulary.words import Leg as Leg
from soleus.vocabulary.words import Status as Status
from soleus.vocabulary.words import Until as Until
from soleus.vocabulary.words import Urgency as Urgency
from soleus.vocabulary.words import Weekday as Weekday
