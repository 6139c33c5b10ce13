"""Threads of habits: what each asks, when it asks again, and what it says to which answers."""

from soleus.lifestyle.thread import AnswerKind as AnswerKind
from soleus.lifestyle.thread import InvalidHabitError as InvalidHabitError
from soleus.lifestyle.thread import Thread as Thread
from soleus.lifestyle.thread import threads as threads
