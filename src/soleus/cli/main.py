"""The entry point: gathers the verbs and turns our own errors into one line and status 2."""

import os
import sys

import typer
from typer.exceptions import TyperException

from soleus.cli import check as _check  # noqa: F401
from soleus.cli import evidence as _evidence  # noqa: F401
from soleus.cli import exercises as _exercises  # noqa: F401
from soleus.cli import journal_add as _journal  # noqa: F401
from soleus.cli import journal_delete as _journal_delete  # noqa: F401
from soleus.cli import lab as _lab  # noqa: F401
from soleus.cli import learn as _learn  # noqa: F401
from soleus.cli import plan as _plan  # noqa: F401
from soleus.cli import remind as _remind  # noqa: F401
from soleus.cli import serve as _serve  # noqa: F401
from soleus.cli import session as _session  # noqa: F401
from soleus.cli import visits as _visits  # noqa: F401
from soleus.cli.app import BAD_INPUT, app, asked_for, with_the_way_on
from soleus.cli.helping import misuse, speak_help
from soleus.language import ENGLISH, current, of_machine, use
from soleus.vocabulary import NotPermittedError, SoleusError


def main() -> None:
    """Run the command line in the person's language; a :class:`SoleusError` becomes its text."""
    with use(asked_for(sys.argv[1:]) or of_machine(os.environ)):
        _run()


def _run() -> None:
    command = typer.main.get_command(app)
    speak_help(command)
    try:
        if current() == ENGLISH:
            command()  # tells misuse in its own words, and ends
        sys.exit(command(standalone_mode=False) or 0)
    except typer.Abort:
        sys.exit(1)
    except TyperException as error:
        is_help = type(error).__name__ == "NoArgsIsHelpError"
        print(error.format_message() if is_help else misuse(error), file=sys.stderr)
        sys.exit(BAD_INPUT)
    except NotPermittedError as error:
        print(with_the_way_on(error), file=sys.stderr)
        sys.exit(BAD_INPUT)
    except SoleusError as error:
        print(error, file=sys.stderr)
        sys.exit(BAD_INPUT)
