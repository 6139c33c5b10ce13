"""What is simulated when somebody asks: it needs the model itself, which a browser has not."""

from soleus.prediction.runs.against_measured import ComparedDays as ComparedDays
from soleus.prediction.runs.against_measured import DayCompared as DayCompared
from soleus.prediction.runs.against_measured import compare_days as compare_days
from soleus.prediction.runs.comparison import Compared as Compared
from soleus.prediction.runs.comparison import sentence_texts as sentence_texts
from soleus.prediction.runs.experiments import experiment_of as experiment_of
from soleus.prediction.runs.experiments import experiment_text as experiment_text
from soleus.prediction.runs.refining import Simulations as Simulations
from soleus.prediction.runs.simulating import FIRST_MISSES_PERCENT as FIRST_MISSES_PERCENT
from soleus.prediction.runs.simulating import Simulated as Simulated
from soleus.prediction.runs.simulating import usual_person as usual_person
