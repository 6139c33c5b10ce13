"""The handbook: what people ask about their legs, answered in four lines, each with its claims."""

from soleus.handbook.collection import UnknownTopicError as UnknownTopicError
from soleus.handbook.collection import plots as plots
from soleus.handbook.collection import sections as sections
from soleus.handbook.collection import topic as topic
from soleus.handbook.collection import topics as topics
from soleus.handbook.curves import CurveFigure as CurveFigure
from soleus.handbook.curves import PointWords as PointWords
from soleus.handbook.curves import curve_figures as curve_figures
from soleus.handbook.emergency_numbers import EmergencyNumbers as EmergencyNumbers
from soleus.handbook.emergency_numbers import MedicalLine as MedicalLine
from soleus.handbook.emergency_numbers import emergency_numbers as emergency_numbers
from soleus.handbook.emergency_numbers import emergency_numbers_of as emergency_numbers_of
from soleus.handbook.picking import found as found
from soleus.handbook.picking import picked as picked
from soleus.handbook.picking import words_of as words_of
from soleus.handbook.topic import Plot as Plot
from soleus.handbook.topic import Topic as Topic
