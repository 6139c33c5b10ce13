"""Small habits kept in view: each thread asked once and looked at again on a schedule."""

from soleus.lifestyle.errors import InvalidHabitError as InvalidHabitError
from soleus.lifestyle.thread import AnswerKind as AnswerKind
from soleus.lifestyle.thread import HabitQuestion as HabitQuestion
from soleus.lifestyle.thread import Thread as Thread
from soleus.lifestyle.thread import Told as Told
from soleus.lifestyle.threads_data import carriers as carriers
from soleus.lifestyle.threads_data import threads as threads
