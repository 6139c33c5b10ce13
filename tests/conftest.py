"""What every test here shares: how fast an example runs says nothing about whether it is right."""

from hypothesis import settings

settings.register_profile("soleus", deadline=None)
settings.load_profile("soleus")
