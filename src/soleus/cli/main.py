"""The entry point: loads the commands and reports expected errors with status 2."""

import os
import signal
import sys
import time

import typer
from typer.exceptions import TyperException

from soleus.cli import activity as _activity  # noqa: F401
from soleus.cli import backup as _backup  # noqa: F401
from soleus.cli import body as _body  # noqa: F401
from soleus.cli import check as _check  # noqa: F401
from soleus.cli import evidence as _evidence  # noqa: F401
from soleus.cli import exercises as _exercises  # noqa: F401
from soleus.cli import journal_add as _journal  # noqa: F401
from soleus.cli import journal_delete as _journal_delete  # noqa: F401
from soleus.cli import journal_imports as _journal_imports  # noqa: F401
from soleus.cli import lab as _lab  # noqa: F401
from soleus.cli import learn as _learn  # noqa: F401
from soleus.cli import plan as _plan  # noqa: F401
from soleus.cli import pocket as _pocket  # noqa: F401
from soleus.cli import remind as _remind  # noqa: F401
from soleus.cli import report as _report  # noqa: F401
from soleus.cli import serve as _serve  # noqa: F401
from soleus.cli import session as _session  # noqa: F401
from soleus.cli import trial as _trial  # noqa: F401
from soleus.cli import visits as _visits  # noqa: F401
from soleus.cli.app import BAD_INPUT, app, language_option, with_the_way_on
from soleus.cli.helping import misuse, speak_help
from soleus.cli.streams import take_any_letters
from soleus.language import ENGLISH, current, of_machine, use
from soleus.records import machine_zone
from soleus.vocabulary import NotPermittedError, SoleusError


class _AskedToEndError(BaseException):
    """Another program asked this one to end (SIGTERM), as a service manager does."""


def main() -> None:
    """Run the command line in the person's language; print the text of a :class:`SoleusError`.

    Asked to end, it lets go of everything first, so that the journal is one whole file.
    """
    take_any_letters()
    before = signal.signal(signal.SIGTERM, _end)
    try:
        with use(language_option(sys.argv[1:]) or of_machine(os.environ)):
            _settle_zone()
            _run()
    except _AskedToEndError:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(_signal: int, _frame: object) -> None:
    raise _AskedToEndError


def _settle_zone() -> None:
    """Give ``TZ`` the name that it means: libraries, too, read it, and know fewer forms."""
    said = os.environ.get("TZ")
    if not said:
        return
    _set_zone("UTC")  # until it is known: not even a message could be put together without one
    try:
        _set_zone(machine_zone({"TZ": said}))
    except SoleusError as error:
        print(error, file=sys.stderr)
        sys.exit(BAD_INPUT)


def _set_zone(name: str) -> None:
    os.environ["TZ"] = name
    if hasattr(time, "tzset"):
        time.tzset()


def _run() -> None:
    command = typer.main.get_command(app)
    speak_help(command)
    try:
        if current() == ENGLISH:
            command()  # reports misuse in the library's English, and exits
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
