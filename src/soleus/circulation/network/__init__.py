"""The network as data: compartments, links, beds and tissues, read from the files beside this."""

from soleus.circulation.network.load import LEGS as LEGS
from soleus.circulation.network.load import Element as Element
from soleus.circulation.network.load import Network as Network
from soleus.circulation.network.load import load_network as load_network
from soleus.circulation.network.load import read_data as read_data
