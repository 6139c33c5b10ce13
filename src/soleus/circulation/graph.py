"""Reads lines and laws into one graph of arithmetic, in which no operation occurs twice.

Equal operations share one node. A division by something that changes more rarely than the dividend
becomes a product, so that the reciprocal is computed only when it changes (docs/decisions/023).
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from soleus.circulation import laws

LAWS = {n: f for n, f in vars(laws).items() if inspect.isfunction(f)}

FIXED, SLOW, FAST = range(3)
"""How often a value changes: never while the kernel runs, in slow steps, in every step."""

_OPERATORS = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Div: "div"}
_COMPARISONS = {ast.Lt: "lt", ast.LtE: "le", ast.Gt: "gt", ast.GtE: "ge"}
_CALLS = ("min", "max", "abs", "sqrt", "floor")
_FOLDED: dict[str, Callable[[float, float], float]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "min": min,
    "max": max,
}


@dataclass(frozen=True, slots=True)
class Node:
    """One operation on other nodes (``args``), a constant, or the value loaded for a name."""

    op: str
    args: tuple[int, ...] = ()
    value: float = 0.0
    name: str = ""

    @property
    def is_leaf(self) -> bool:
        """Whether the node is a constant or a loaded value."""
        return self.op in ("const", "load")


class Graph:
    """Nodes without duplicates, identified by index; ``level`` says how often each changes."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.level: list[int] = []
        self._known: dict[Node, int] = {}

    def _add(self, node: Node, level: int) -> int:
        if node not in self._known:
            self._known[node] = len(self.nodes)
            self.nodes.append(node)
            self.level.append(level)
        return self._known[node]

    def find(self, node: Node) -> int | None:
        """Return the index of a node, or None if the graph has none like it."""
        return self._known.get(node)

    def const(self, value: float) -> int:
        """Return the node of a constant."""
        return self._add(Node("const", value=value), FIXED)

    def load(self, name: str, level: int) -> int:
        """Return the node that loads a name's value."""
        return self._add(Node("load", name=name), level)

    def apply(self, op: str, *args: int) -> int:
        """Return the node of an operation, simplified where constants allow it."""
        values = [self.nodes[a] for a in args]
        if op in _FOLDED and all(v.op == "const" for v in values):
            return self.const(_FOLDED[op](values[0].value, values[1].value))
        if (simpler := self._simplified(op, args)) is not None:
            return simpler
        if op == "div" and self.level[args[1]] < self.level[args[0]]:
            return self.apply("mul", args[0], self.apply("div", self.const(1.0), args[1]))
        return self._add(Node(op, args), max(self.level[a] for a in args))

    def _simplified(self, op: str, args: tuple[int, ...]) -> int | None:
        """Return the node that an operation with one constant comes down to, if there is one."""
        for i, other in (args, args[::-1]) if len(args) == 2 else ():
            node, last = self.nodes[i], i == args[1]
            if node.op != "const" or op not in ("add", "sub", "mul", "div"):
                continue
            if op == "mul" and node.value == 0.0:
                return i
            neutral = 0.0 if op in ("add", "sub") else 1.0
            if node.value == neutral and (last or op in ("add", "mul")):
                return other
            if op == "div" and last:
                return self.apply("mul", other, self.const(1.0 / node.value))
        return None

    def below(self, node: int, stop: Callable[[int], bool]) -> list[int]:
        """Return a node and all it depends on, dependencies first.

        Nodes for which ``stop`` is true are left out, and with them what only they depend on.
        """
        seen: set[int] = set()
        ordered: list[int] = []

        def visit(i: int) -> None:
            if i in seen:
                return
            seen.add(i)
            if stop(i):
                return
            for a in self.nodes[i].args:
                visit(a)
            ordered.append(i)

        visit(node)
        return ordered

    def replaced(self, node: int, value_of: Callable[[str], int]) -> int:
        """Return the same arithmetic with every loaded value replaced by ``value_of`` its name."""
        new: dict[int, int] = {}
        for i in self.below(node, lambda _: False):
            n = self.nodes[i]
            if n.op == "load":
                new[i] = value_of(n.name)
            elif n.op == "const":
                new[i] = i
            else:
                new[i] = self.apply(n.op, *(new[a] for a in n.args))
        return new[node]


@cache
def _tree(expression: str) -> ast.expr:
    return ast.parse(expression, mode="eval").body


@cache
def law_tree(name: str) -> ast.FunctionDef:
    """Return the syntax of a law: its docstring, assignments and one return."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(LAWS[name]))).body[0]
    if not isinstance(tree, ast.FunctionDef):
        raise TypeError(f"{name} is not a law")
    return tree


class Reader:
    """Reads names into a graph, through their lines down to names whose node is known.

    Parameters
    ----------
    graph : where nodes are added
    lines : expression by name
    known : returns the node of a name, or None if its line is to be read
    """

    def __init__(
        self, graph: Graph, lines: Mapping[str, str], known: Callable[[str], int | None]
    ) -> None:
        self.graph, self.lines, self.known = graph, lines, known
        self._read: dict[str, int] = {}

    def name(self, name: str) -> int:
        """Return the node of a name."""
        if name not in self._read:
            node = self.known(name)
            self._read[name] = self.line(name) if node is None else node
        return self._read[name]

    def line(self, name: str) -> int:
        """Return the node of a name as its line computes it, even if its node is known."""
        if name not in self.lines:
            raise KeyError(f"no line computes {name}")
        return self._expression(_tree(self.lines[name]), self.name)

    def _expression(self, tree: ast.expr, value_of: Callable[[str], int]) -> int:
        graph = self.graph

        def read(part: ast.expr) -> int:
            match part:
                case ast.Constant(value=float() | int() as value):
                    return graph.const(float(value))
                case ast.Name(id=name):
                    return value_of(name)
                case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
                    return graph.apply(_OPERATORS[type(op)], read(left), read(right))
                case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                    return read(operand)
                case ast.UnaryOp(op=ast.USub(), operand=operand):
                    return graph.apply("sub", graph.const(0.0), read(operand))
                case ast.Compare(left=left, ops=[op], comparators=[right]) if (
                    type(op) in _COMPARISONS
                ):
                    return graph.apply(_COMPARISONS[type(op)], read(left), read(right))
                case ast.IfExp(test=test, body=body, orelse=orelse):
                    return graph.apply("select", read(test), read(body), read(orelse))
                case ast.Call(func=ast.Name(id=name), args=args):
                    return self._call(name, [read(a) for a in args])
            raise SyntaxError(f"a law may not hold: {ast.unparse(part)}")

        return read(tree)

    def _call(self, name: str, args: list[int]) -> int:
        if name in _CALLS:
            return self.graph.apply(name, *args)
        law = law_tree(name)
        scope = dict(zip((a.arg for a in law.args.args), args, strict=True))
        for statement in law.body[1:]:  # the docstring stands first
            match statement:
                case ast.Assign(targets=[ast.Name(id=target)], value=value):
                    scope[target] = self._expression(value, scope.__getitem__)
                case ast.Return(value=ast.expr() as value):
                    return self._expression(value, scope.__getitem__)
                case _:
                    raise SyntaxError(f"a law may not hold: {ast.unparse(statement)}")
        raise SyntaxError(f"{name} returns nothing")
