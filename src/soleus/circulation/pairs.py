"""Writes the arithmetic of one person with both legs side by side in vectors of two lanes.

One person fills no vector, but the two legs (and the two hearts) follow the same equations: what
mirrors each other is computed at once.
"""

from collections.abc import Callable, Mapping

from soleus.circulation.graph import Graph, Node
from soleus.circulation.machine import Writer

BOTH = "<2 x double>"


def other_side(name: str) -> str:
    """Return a name with left and right exchanged."""
    return name.replace("left", "\0").replace("right", "left").replace("\0", "right")


def twins(graph: Graph) -> dict[int, int]:
    """Return for every node the one that computes the same for the other side, where there is one.

    What belongs to neither side is its own twin.
    """
    found: dict[int, int] = {}
    for i, node in enumerate(graph.nodes):
        if all(a in found for a in node.args):
            mirrored = tuple(found[a] for a in node.args)
            twin = graph.find(Node(node.op, mirrored, node.value, other_side(node.name)))
            if twin is not None:
                found[i] = twin
    return found


class Pairs:
    """Results of one stretch of code, single or by twos, each written when it is first asked for.

    Parameters
    ----------
    writer : writes single values
    twin : as :func:`twins` gives it
    row : the row in which a node stands; None for one to be computed
    """

    def __init__(
        self, writer: Writer, twin: Mapping[int, int], row: Callable[[int], int | None]
    ) -> None:
        self.single, self.double, self.twin, self.row = writer, writer.widened(2), twin, row
        self.nodes = writer.graph.nodes
        self._ones: dict[int, str] = {}
        self._twos: dict[tuple[int, int], str] = {}

    def one(self, i: int) -> str:
        """Return the result of one node."""
        if i not in self._ones:
            self._ones[i] = self._one(i)
        return self._ones[i]

    def _one(self, i: int) -> str:
        node, other = self.nodes[i], self.twin.get(i, i)
        if node.op == "const":
            return self.single.every(node.value)
        if (row := self.row(i)) is not None:
            return self.single.load("%X", row)
        if other == i:
            return self.single.operation(node.op, [self.one(a) for a in node.args])
        first, second = sorted((i, other))
        return self.double.part(self.two(first, second), int(i == second), node.op)

    def two(self, i: int, j: int) -> str:
        """Return the results of two nodes side by side."""
        if (i, j) not in self._twos:
            self._twos[i, j] = self._two(i, j)
        return self._twos[i, j]

    def _two(self, i: int, j: int) -> str:
        node = self.nodes[i]
        if i == j:
            if node.op == "const":
                return self.double.every(node.value)
            return self.double.joined(self.one(i), self.one(i), node.op)
        if (j, i) in self._twos:
            return self.double.exchanged(self._twos[j, i], node.op)
        rows = self.row(i), self.row(j)
        if rows[0] is not None and rows[1] is not None:
            return self._loaded(i, j, rows[0], rows[1])
        args = zip(node.args, self.nodes[j].args, strict=True)
        return self.double.operation(node.op, [self.two(a, b) for a, b in args])

    def _loaded(self, i: int, j: int, row: int, other: int) -> str:
        if other == row + 1:
            return self.double.load("%X", row, of=1)
        if other == row - 1:
            return self.double.exchanged(self.two(j, i), "load")
        return self.double.joined(self.one(i), self.one(j), "load")
