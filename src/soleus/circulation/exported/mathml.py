"""Turns lines and laws into equations of content MathML, as CellML 2 allows them.

A law becomes equations of its own: what it computes on the way gets a name, so that nothing is
written twice.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement

from soleus.circulation.graph import LAWS, law_tree

CELLML = "http://www.cellml.org/cellml/2.0#"
MATHML = "http://www.w3.org/1998/Math/MathML"
NO_UNITS = "dimensionless"

_OPERATORS = {ast.Add: "plus", ast.Sub: "minus", ast.Mult: "times", ast.Div: "divide"}
_COMPARISONS = {ast.Lt: "lt", ast.LtE: "leq", ast.Gt: "gt", ast.GtE: "geq"}
_CALLS = {"min": "min", "max": "max", "abs": "abs", "sqrt": "root", "floor": "floor"}

Scope = Callable[[str], Element]
"""Returns the MathML of a symbol."""


def math_element() -> Element:
    """Return an empty ``math``; it says its own namespaces, since tools cut it out as a text."""
    return Element("math", {"xmlns": MATHML, "xmlns:cellml": CELLML})


def symbol(name: str) -> Element:
    """Return a variable."""
    element = Element("ci")
    element.text = name
    return element


def number(value: float) -> Element:
    """Return a constant, all its digits kept."""
    element = Element("cn", {"cellml:units": NO_UNITS})
    mantissa, _, exponent = repr(float(value)).partition("e")
    element.text = mantissa
    if exponent:
        element.set("type", "e-notation")
        SubElement(element, "sep").tail = str(int(exponent))
    return element


def apply(operator: str, *operands: Element) -> Element:
    """Return an operation on some operands."""
    element = Element("apply")
    SubElement(element, operator)
    element.extend(operands)
    return element


def equation(name: str, value: Element) -> Element:
    """Return ``name = value``."""
    return apply("eq", symbol(name), value)


def rate_equation(state: str, time: str, value: Element) -> Element:
    """Return ``d state / d time = value``."""
    element = Element("apply")
    SubElement(element, "diff")
    SubElement(element, "bvar").append(symbol(time))
    element.append(symbol(state))
    return apply("eq", element, value)


class Equations:
    """Writes the equations of lines, with those of the laws that they name.

    Parameters
    ----------
    taken : names that lines, states and numbers have; a law's own names avoid them
    """

    def __init__(self, taken: frozenset[str]) -> None:
        self._taken = set(taken)
        self.inner: dict[str, Element] = {}
        """What laws compute on the way, by its new name."""

    def of(self, name: str, expression: str) -> Element:
        """Return the MathML of an expression; what its laws need is added to ``inner``."""
        return self._read(ast.parse(expression, mode="eval").body, symbol, name)

    def _new(self, name: str, value: Element) -> Element:
        fresh, k = name, 1
        while fresh in self._taken:
            k += 1
            fresh = f"{name}_{k}"
        self._taken.add(fresh)
        self.inner[fresh] = value
        return symbol(fresh)

    def _read(self, tree: ast.expr, scope: Scope, where: str) -> Element:
        def read(part: ast.expr) -> Element:
            return self._read(part, scope, where)

        match tree:
            case ast.Constant(value=float() | int() as value):
                return number(value)
            case ast.Name(id=name):
                return scope(name)
            case ast.BinOp(left=left, op=op, right=right):
                return apply(_OPERATORS[type(op)], read(left), read(right))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return read(operand)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return apply("minus", read(operand))
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return apply(_COMPARISONS[type(op)], read(left), read(right))
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return _piecewise(read(test), read(body), read(orelse))
            case ast.Call(func=ast.Name(id=name), args=args) if name in _CALLS:
                return apply(_CALLS[name], *map(read, args))
            case ast.Call(func=ast.Name(id=name), args=args) if name in LAWS:
                return self._law(name, [read(a) for a in args], where)
        raise SyntaxError(f"CellML cannot say: {ast.unparse(tree)}")

    def _law(self, name: str, args: list[Element], where: str) -> Element:
        law = law_tree(name)
        known: dict[str, Element] = {}
        for parameter, value in zip(law.args.args, args, strict=True):
            known[parameter.arg] = self._named(f"{where}__{name}_{parameter.arg}", value)
        for statement in law.body[1:]:  # the docstring stands first
            match statement:
                case ast.Assign(targets=[ast.Name(id=target)], value=expression):
                    value = self._read(expression, _copies(known), f"{where}__{name}")
                    known[target] = self._named(f"{where}__{name}_{target}", value)
                case ast.Return(value=ast.expr() as expression):
                    return self._read(expression, _copies(known), f"{where}__{name}")
        raise SyntaxError(f"CellML cannot say the law {name}")

    def _named(self, name: str, value: Element) -> Element:
        """Return a value that may stand in several places: a symbol, or a constant."""
        return value if value.tag in ("ci", "cn") else self._new(name, value)


def _copies(known: Mapping[str, Element]) -> Scope:
    """Return a scope whose elements can stand in several places of a document."""

    def copy(name: str) -> Element:
        source = known[name]
        element = Element(source.tag, dict(source.attrib))
        element.text = source.text
        element.extend(_leaves(source))
        return element

    return copy


def _leaves(source: Element) -> Iterator[Element]:
    for child in source:
        leaf = Element(child.tag)
        leaf.tail = child.tail
        yield leaf


def _piecewise(test: Element, yes: Element, no: Element) -> Element:
    element = Element("piecewise")
    SubElement(element, "piece").extend([yes, test])
    SubElement(element, "otherwise").append(no)
    return element
