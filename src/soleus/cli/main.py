"""The entry point: gathers the verbs and turns our own errors into one line and status 2."""

import sys

from soleus.cli import check as _check  # noqa: F401
from soleus.cli import evidence as _evidence  # noqa: F401
from soleus.cli import exercises as _exercises  # noqa: F401
from soleus.cli import journal_add as _journal  # noqa: F401
from soleus.cli import lab as _lab  # noqa: F401
from soleus.cli import learn as _learn  # noqa: F401
from soleus.cli import plan as _plan  # noqa: F401
from soleus.cli import remind as _remind  # noqa: F401
from soleus.cli import serve as _serve  # noqa: F401
from soleus.cli import session as _session  # noqa: F401
from soleus.cli.app import BAD_INPUT, app, with_the_way_on
from soleus.vocabulary import NotPermittedError, SoleusError


def main() -> None:
    """Run the command line; a :class:`SoleusError` becomes its text and status 2."""
    try:
        app()
    except NotPermittedError as error:
        print(with_the_way_on(error), file=sys.stderr)
        sys.exit(BAD_INPUT)
    except SoleusError as error:
        print(error, file=sys.stderr)
        sys.exit(BAD_INPUT)
