"""Writes the arithmetic of a basic block, left and right side by side where that saves operations.

One person alone fills no vector, but the two legs (and the two halves of the heart) follow the same
equations, so one vector operation computes both.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from soleus.circulation.graph import Graph, Node
from soleus.circulation.machine import Writer


def other_side(name: str) -> str:
    """Return a name with left and right swapped."""
    return name.replace("left", "\0").replace("right", "left").replace("\0", "right")


def twins(graph: Graph) -> dict[int, int]:
    """Return the twin of every node that has one: the node that mirrors it on the other side.

    A node that belongs to neither side is its own twin.
    """
    twin: dict[int, int] = {}
    for i, node in enumerate(graph.nodes):
        if all(a in twin for a in node.args):
            args = tuple(twin[a] for a in node.args)
            mirrored = graph.find(Node(node.op, args, node.value, other_side(node.name)))
            if mirrored is not None:
                twin[i] = mirrored
    return twin


@dataclass(frozen=True, slots=True)
class End:
    """The value of a state after a step, or of two mirrored states in rows next to each other.

    Parameters
    ----------
    row, value : of the state, or of the pair and its first state
    both : whether it is a pair
    """

    row: int
    value: str
    both: bool

    @property
    def rows(self) -> range:
        """The rows that it fills."""
        return range(self.row, self.row + 1 + self.both)


class PairWriter:
    """Lazily writes each value of a basic block, as one row or as a left/right pair of rows.

    Parameters
    ----------
    writer : writes single rows
    twin : as :func:`twins` returns it; empty if nothing shall be paired
    row_of : returns the row from which a node can be loaded, or None if it has to be computed
    """

    def __init__(
        self, writer: Writer, twin: Mapping[int, int], row_of: Callable[[int], int | None]
    ) -> None:
        self.single, self.double = writer, writer.widened(2)
        self.twin, self.row_of = twin, row_of
        self.nodes = writer.graph.nodes
        self._scalars: dict[int, str] = {}
        self._pairs: dict[tuple[int, int], str] = {}

    def scalar(self, i: int) -> str:
        """Return the result of one node."""
        if i not in self._scalars:
            self._scalars[i] = self._scalar(i)
        return self._scalars[i]

    def _scalar(self, i: int) -> str:
        node, other = self.nodes[i], self.twin.get(i, i)
        if node.op == "const":
            return self.single.constant(node.value)
        if (row := self.row_of(i)) is not None:
            return self.single.load("%X", row)
        if other == i:
            return self.single.operation(node.op, [self.scalar(a) for a in node.args])
        first, second = sorted((i, other))
        return self.double.lane(self.pair(first, second), int(i == second), node.op)

    def pair(self, i: int, j: int) -> str:
        """Return the results of two nodes side by side."""
        if (i, j) not in self._pairs:
            self._pairs[i, j] = self._pair(i, j)
        return self._pairs[i, j]

    def _pair(self, i: int, j: int) -> str:
        node = self.nodes[i]
        if i == j:
            if node.op == "const":
                return self.double.constant(node.value)
            return self.double.join(self.scalar(i), self.scalar(i), node.op)
        if (j, i) in self._pairs:
            return self.double.swap(self._pairs[j, i], node.op)
        row, other = self.row_of(i), self.row_of(j)
        if row is not None and other is not None:
            return self._loaded(i, j, row, other)
        args = zip(node.args, self.nodes[j].args, strict=True)
        return self.double.operation(node.op, [self.pair(a, b) for a, b in args])

    def _loaded(self, i: int, j: int, row: int, other: int) -> str:
        if other == row + 1:
            return self.double.load("%X", row, row_width=1)
        if other == row - 1:
            return self.double.swap(self.pair(j, i), "load")
        return self.double.join(self.scalar(i), self.scalar(j), "load")

    def _side_by_side(self, nodes: Mapping[int, int]) -> Iterator[tuple[int, bool]]:
        """Yield the rows to fill, each with whether the next row mirrors it and goes with it."""
        taken: set[int] = set()
        for row, node in nodes.items():
            if row in taken:
                continue
            other = nodes.get(row + 1, node)
            both = other != node and self.twin.get(node) == other and row + 1 not in taken
            taken.update((row, row + 1) if both else (row,))
            yield row, both

    def stepped(self, slopes: Mapping[int, int], step: str) -> Iterator[End]:
        """Write ``state + step * slope`` for each row and slope, and yield the results."""
        steps = self.double.join(step, step, "load") if self.twin else ""
        for row, both in self._side_by_side(slopes):
            if both:
                rates = self.pair(slopes[row], slopes[row + 1])
                start = self.double.load("%X", row, row_width=1)
                yield End(row, self.double.stepped(start, steps, rates), both)
            else:
                rate = self.scalar(slopes[row])
                yield End(row, self.single.stepped(self.single.load("%X", row), step, rate), both)

    def know(self, end: End, nodes: Sequence[int]) -> None:
        """Take a result as the value of a node, or of the two nodes of a pair."""
        if end.both:
            self._pairs[nodes[0], nodes[1]] = end.value
        else:
            self._scalars[nodes[0]] = end.value

    def store(self, base: str, nodes: Mapping[int, int]) -> None:
        """Write and store a node for each row."""
        for row, both in self._side_by_side(nodes):
            first = nodes[row]
            value = self.pair(first, nodes[row + 1]) if both else self.scalar(first)
            self.store_end(base, row, End(row, value, both))

    def store_end(self, base: str, row: int, end: End) -> None:
        """Store a result from a row on."""
        if end.both:
            self.double.store(base, row, end.value, row_width=1)
        else:
            self.single.store(base, row, end.value)
