"""What simulated legs would do, said as simulated: it may rank what is permitted, never permit."""

from soleus.prediction.day_people import PeopleLikeThem as PeopleLikeThem
from soleus.prediction.day_people import PeopleOfADay as PeopleOfADay
from soleus.prediction.day_tradeoff import DayOption as DayOption
from soleus.prediction.day_tradeoff import RuleDay as RuleDay
from soleus.prediction.day_tradeoff import TradeOff as TradeOff
from soleus.prediction.day_tradeoff import trade_off as trade_off
from soleus.prediction.day_ways import DayToPlan as DayToPlan
from soleus.prediction.figures import KeptFigure as KeptFigure
from soleus.prediction.figures import KeptPoint as KeptPoint
from soleus.prediction.figures import kept_figures as kept_figures
