"""Finds faults that are worded in English where the text may be shown to a person.

A fault is worded by a bare literal when a text stands in one of these places without
``translate`` or ``msgid`` around it:

- in the arguments of a ``raise``, or in a name that is handed to it in the same function;
- in ``super().__init__`` of an error class;
- in what is added to a list called ``faults``;
- in what a function returns or yields that has ``fault`` in its name.

Three kinds may be English, since only people who program meet them: the errors of Python in
``FOR_PROGRAMMERS``, which nothing catches to show; ``InvalidDataError``, which says what is wrong
with a data file of our own; and faults that are found in such files, by a module that loads them
or that defines a record of them. The lab (``circulation``, ``trials``) speaks English alone.
"""

import ast
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

FOR_PROGRAMMERS = frozenset(
    {
        "AssertionError",
        "FileNotFoundError",
        "InvalidDataError",
        "KeyError",
        "ModuleNotFoundError",
        "NotImplementedError",
        "SyntaxError",
        "TypeError",
    }
)
ENGLISH_ROOMS = frozenset({"circulation", "trials"})
LOADERS = frozenset({"load_file", "load_folder", "load_table", "load_texts"})
"""The functions that read data files of our own; the first argument is the record they read."""

_WORD = re.compile("[^\\W\\d_]{2}")
_ADDING = ("append", "extend")

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Place(NamedTuple):
    """Where a fault is worded in English: the file, the line and the beginning of the text."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text!r}"


def untranslated(source: Path) -> list[Place]:
    """Return every place in the rooms under ``source`` that words a fault in English alone."""
    texts = {
        str(module.relative_to(source)): module.read_text("utf-8")
        for module in sorted(source.rglob("*.py"))
        if not ENGLISH_ROOMS & set(module.relative_to(source).parts)
    }
    records = records_of_data(texts.values())
    return [place for file, text in texts.items() for place in untranslated_in(text, file, records)]


def untranslated_in(text: str, file: str = "", records: Collection[str] = ()) -> list[Place]:
    """Return the places of one module; ``records`` are the classes read from our data files."""
    tree = ast.parse(text)
    is_of_data = _loads_data(tree) or any(name in records for name in _fields_of_classes(tree))
    if is_of_data:
        worded = [_of_raise_but_value_errors, _of_class]
    else:
        worded = [_of_raise, _of_class, _of_finder]
    found = {
        literal
        for node in ast.walk(tree)
        for places in worded
        for place in places(node)
        for literal in _literals(place)
    }
    return sorted(Place(file, each.lineno, _start(each)) for each in found)


def records_of_data(texts: Iterable[str]) -> set[str]:
    """Return the classes that are read from our data files, alone or as part of another."""
    fields: dict[str, set[str]] = {}
    waiting: list[str] = []
    for text in texts:
        tree = ast.parse(text)
        fields |= _fields_of_classes(tree)
        waiting += [
            node.args[0].id
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and _name(node.func) in LOADERS
            and node.args
            and isinstance(node.args[0], ast.Name)
        ]
    records: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in fields and name not in records:
            records.add(name)
            waiting += fields[name]
    return records


def _fields_of_classes(tree: ast.Module) -> dict[str, set[str]]:
    """Return the names in the annotations of each class's fields."""
    return {
        node.name: {
            part.id
            for field in node.body
            if isinstance(field, ast.AnnAssign)
            for part in ast.walk(field.annotation)
            if isinstance(part, ast.Name)
        }
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }


def _loads_data(tree: ast.Module) -> bool:
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return bool(names & (LOADERS | {"InvalidDataError"}))


def _of_raise_but_value_errors(node: ast.AST) -> Iterator[ast.expr]:
    """Yield what a function raises that is more than one value of a data file being wrong."""
    yield from _of_raise(node, FOR_PROGRAMMERS | {"ValueError"})


def _of_raise(
    node: ast.AST, may_be_english: Collection[str] = FOR_PROGRAMMERS
) -> Iterator[ast.expr]:
    """Yield what a function raises."""
    if not isinstance(node, Function):
        return
    for part in _own(node):
        match part:
            case ast.Raise(ast.Call(func) as made) if _name(func) not in may_be_english:
                texts = (each.value for each in made.keywords if each.arg != "claims")
                for argument in [*made.args, *texts]:
                    yield argument
                    if isinstance(argument, ast.Name):
                        yield from _assigned(node, argument.id)


def _of_class(node: ast.AST) -> Iterator[ast.expr]:
    """Yield what an error class says of itself."""
    if not isinstance(node, ast.ClassDef) or not node.name.endswith("Error"):
        return
    for part in ast.walk(node):
        match part:
            case ast.Call(func=ast.Attribute(ast.Call(ast.Name("super")), "__init__")):
                yield from part.args


def _of_finder(node: ast.AST) -> Iterator[ast.expr]:
    """Yield what is added to a list of faults, and what a function that finds faults returns."""
    match node:
        case ast.Call(func=ast.Attribute(ast.Name("faults"), name)) if name in _ADDING:
            yield from node.args
        case ast.AugAssign(ast.Name("faults"), ast.Add(), value):
            yield value
        case ast.Assign([ast.Name("faults")], value):
            yield value
        case ast.FunctionDef() if "fault" in node.name:
            for part in _own(node):
                if isinstance(part, ast.Return | ast.Yield | ast.YieldFrom) and part.value:
                    yield part.value


def _own(node: Function) -> Iterator[ast.AST]:
    """Yield the parts of a function without those of the functions inside it."""
    waiting: list[ast.AST] = list(node.body)
    while waiting:
        part = waiting.pop()
        yield part
        if not isinstance(part, Function | ast.Lambda | ast.ClassDef):
            waiting.extend(ast.iter_child_nodes(part))


def _assigned(node: Function, name: str) -> Iterator[ast.expr]:
    for part in _own(node):
        match part:
            case ast.Assign([ast.Name(known)], value) if known == name:
                yield value
            case ast.AugAssign(ast.Name(known), _, value) if known == name:
                yield value
            case ast.Call(func=ast.Attribute(ast.Name(known), how)) if known == name:
                yield from part.args if how in _ADDING else ()


def _literals(node: ast.expr) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Yield the bare texts of which an expression is put together; calls translate theirs."""
    match node:
        case ast.Constant(str(text)) if _has_words(text):
            yield node
        case ast.JoinedStr(parts):
            texts = (part.value for part in parts if isinstance(part, ast.Constant))
            if any(_has_words(str(text)) for text in texts):
                yield node
        case ast.BinOp(left, _, right):
            yield from _all((left, right))
        case ast.BoolOp(values=values):
            yield from _all(values)
        case ast.IfExp(_, body, orelse):
            yield from _all((body, orelse))
        case ast.List(elts) | ast.Tuple(elts) | ast.Set(elts):
            yield from _all(elts)
        case ast.Starred(value):
            yield from _literals(value)
        case ast.GeneratorExp(elt) | ast.ListComp(elt) | ast.SetComp(elt):
            yield from _literals(elt)
        case ast.Call(func=ast.Attribute(ast.Constant(str()) as text, "format")):
            yield from _literals(text)
        case ast.Call(func=ast.Attribute(ast.Constant(str()), "join"), args=args):
            yield from _all(args)


def _all(nodes: Iterable[ast.expr]) -> Iterator[ast.Constant | ast.JoinedStr]:
    for node in nodes:
        yield from _literals(node)


def _has_words(text: str) -> bool:
    return _WORD.search(text) is not None


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _start(node: ast.Constant | ast.JoinedStr) -> str:
    text = ast.unparse(node).lstrip("f").strip("'\"")
    return text if len(text) <= 60 else f"{text[:57]}..."
