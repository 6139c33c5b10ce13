"""Help in the person's language: written in English with each option, translated here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from soleus.language import ENGLISH, current, msgid, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENGLISH_VERBS = ("lab", "trial")
"""Commands for researchers, which are in English only, like the model."""

_FRAME = (
    msgid("Usage:"),
    msgid("Options:"),
    msgid("Arguments:"),
    msgid("Commands:"),
    msgid("Show this message and exit."),
    msgid("[default:"),
    msgid("[required]"),
)
"""The library's own words on a page of help."""


def speak_help(command: Any) -> None:  # noqa: ANN401  the library's command or group
    """Translate the help of a command, its options and its subcommands, in place."""
    if current() == ENGLISH:
        return
    for part in _with_help(command):
        part.help = translate(part.help)
    for node in _tree(command):
        vars(node).update(get_help=partial(_translated_page, node.get_help))


def help_texts(command: Any) -> Iterator[str]:  # noqa: ANN401  the library's command or group
    """Yield the English help texts of a command, its options and its subcommands."""
    return (part.help for part in _with_help(command))


def _with_help(command: Any) -> Iterator[Any]:  # noqa: ANN401
    for node in _tree(command):
        yield from (part for part in (node, *node.params) if getattr(part, "help", None))


def _tree(command: Any) -> Iterator[Any]:  # noqa: ANN401
    yield command
    for name, below in getattr(command, "commands", {}).items():
        if name not in ENGLISH_VERBS:
            yield from _tree(below)


def _translated_page(get_help: Callable[..., str], context: Any) -> str:  # noqa: ANN401
    """Return a page of help with the library's own words translated."""
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
    """Return what is wrong with a command line and how to see the help, in the language in use.

    The library has its messages in English only; ours name the option that is wrong.
    """
    param = getattr(error, "param", None)
    name = getattr(error, "option_name", None) or (param.get_error_hint() if param else "")
    lines = [translate(_MISUSES.get(type(error).__name__, _NOT_UNDERSTOOD), name=name)]
    if error.ctx is not None:
        help_ = f"{error.ctx.command_path} --help"
        lines.append(translate("To see the help: {command}", command=help_))
    return "\n".join(lines)
