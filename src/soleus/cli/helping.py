"""Help in the person's language: written in English beside each option, looked up here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from soleus.language import ENGLISH, current, msgid, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENGLISH_VERBS = ("lab",)
"""Verbs for researchers: they are told in English alone, as the model is."""

_FRAME = (
    msgid("Usage:"),
    msgid("Options:"),
    msgid("Arguments:"),
    msgid("Commands:"),
    msgid("Show this message and exit."),
    msgid("[default:"),
    msgid("[required]"),
)
"""What the library puts around the texts of our own."""


def speak_help(command: Any) -> None:  # noqa: ANN401  the library's command or group
    """Put the help of a command, of its options and of all below it into the language in use."""
    if current() == ENGLISH:
        return
    for each in _tree(command):
        for told in (each, *each.params):
            if getattr(told, "help", None):
                told.help = translate(told.help)
        vars(each).update(get_help=partial(_in_frame, each.get_help))


def help_texts(command: Any) -> Iterator[str]:  # noqa: ANN401  the library's command or group
    """Yield every English text that help shows of a command and of all below it."""
    for each in _tree(command):
        for told in (each, *each.params):
            if getattr(told, "help", None):
                yield told.help


def _tree(command: Any) -> Iterator[Any]:  # noqa: ANN401
    yield command
    for name, below in getattr(command, "commands", {}).items():
        if name not in ENGLISH_VERBS:
            yield from _tree(below)


def _in_frame(get_help: Callable[..., str], context: Any) -> str:  # noqa: ANN401
    """Return a page of help with the library's own words in the language in use."""
    text = get_help(context)
    for words in _FRAME:
        text = text.replace(words, translate(words))
    return text


_MISUSES = {
    "NoSuchOption": msgid("There is no option {name}."),
    "BadOptionUsage": msgid("Something has to follow {name}."),
    "MissingParameter": msgid("{name} is missing."),
    "BadParameter": msgid("What was given for {name} does not fit."),
}
_NOT_UNDERSTOOD = msgid("This command was not understood.")


def misuse(error: Any) -> str:  # noqa: ANN401  the library's own error
    """Return what is wrong with a typed command, and how to see its help, in the language in use.

    The library words its errors in English alone; of each, what matters is which option it is.
    """
    param = getattr(error, "param", None)
    name = getattr(error, "option_name", None) or (param.get_error_hint() if param else "")
    lines = [translate(_MISUSES.get(type(error).__name__, _NOT_UNDERSTOOD), name=name)]
    if error.ctx is not None:
        help_ = f"{error.ctx.command_path} --help"
        lines.append(translate("To see the help: {command}", command=help_))
    return "\n".join(lines)
