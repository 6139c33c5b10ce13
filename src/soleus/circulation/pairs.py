"""Writes the arithmetic of one person with left and right side by side in vectors of two lanes.

One person alone fills no vector, but the two legs (and the two halves of the heart) follow the same
equations, so one vector operation computes both.
"""

from collections.abc import Callable, Mapping

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


class PairWriter:
    """Lazily writes each value of a basic block, as a scalar or as a left/right pair.

    Parameters
    ----------
    writer : writes scalars
    twin : as :func:`twins` returns it
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
