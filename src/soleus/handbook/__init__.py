"""The handbook: what people ask about their legs, answered in four lines, each with its claims."""

from soleus.handbook.library import UnknownTopicError as UnknownTopicError
from soleus.handbook.library import carriers as carriers
from soleus.handbook.library import sections as sections
from soleus.handbook.library import topic as topic
from soleus.handbook.library import topics as topics
from soleus.handbook.topic import Figure as Figure
from soleus.handbook.topic import Passage as Passage
from soleus.handbook.topic import Section as Section
from soleus.handbook.topic import Topic as Topic
