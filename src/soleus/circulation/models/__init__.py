"""Models of others, given to the same machinery as data."""

from soleus.circulation.models.load import SuppliedModel as SuppliedModel
from soleus.circulation.models.load import load_model as load_model
