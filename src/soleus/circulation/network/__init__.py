"""The network as data: compartments, links, beds and tissues."""

from soleus.circulation.network.load import COMPARTMENTS as COMPARTMENTS
from soleus.circulation.network.load import CUFFS as CUFFS
from soleus.circulation.network.load import HEIGHTS as HEIGHTS
from soleus.circulation.network.load import LEGS as LEGS
from soleus.circulation.network.load import LINKS as LINKS
from soleus.circulation.network.load import MUSCLES as MUSCLES
from soleus.circulation.network.load import SKINS as SKINS
from soleus.circulation.network.load import Element as Element
from soleus.circulation.network.load import elements as elements
from soleus.circulation.network.load import find as find
