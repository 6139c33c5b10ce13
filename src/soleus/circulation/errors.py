"""What can be wrong with an experiment, and with a run of it.

SoleusError
 +-- FaultsError
 |    +-- ExperimentError    an experiment is written wrongly
 +-- RunFailedError          a run broke down
"""

from soleus.vocabulary import FaultsError, SoleusError


class ExperimentError(FaultsError):
    """An experiment, or a person or step of one, is written wrongly."""


class RunFailedError(SoleusError):
    """A run lost volume or left the finite numbers, so that no reading can be trusted."""
