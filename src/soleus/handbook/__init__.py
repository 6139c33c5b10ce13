"""The handbook: what people ask about their legs, answered in four lines, each with its claims."""

from soleus.handbook.collection import UnknownTopicError as UnknownTopicError
from soleus.handbook.collection import sections as sections
from soleus.handbook.collection import topic as topic
from soleus.handbook.collection import topics as topics
from soleus.handbook.emergency_numbers import EmergencyNumbers as EmergencyNumbers
from soleus.handbook.emergency_numbers import MedicalLine as MedicalLine
from soleus.handbook.emergency_numbers import emergency_numbers as emergency_numbers
from soleus.handbook.emergency_numbers import emergency_numbers_of as emergency_numbers_of
from soleus.handbook.topic import Topic as Topic
