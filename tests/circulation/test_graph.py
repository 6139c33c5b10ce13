from collections.abc import Callable

import pytest

from soleus.circulation.graph import FAST, FIXED, SLOW, Graph, Reader

LEVELS = {"V": FAST, "tau": SLOW, "C": FIXED}


def read(lines: dict[str, str], name: str) -> tuple[Graph, int]:
    graph = Graph()

    def known(n: str) -> int | None:
        return graph.load(n, LEVELS[n]) if n in LEVELS else None

    return graph, Reader(graph, lines, known).name(name)


def operations(graph: Graph, node: int) -> list[str]:
    return [graph.nodes[i].op for i in graph.below(node, lambda i: graph.nodes[i].is_leaf)]


def test_what_stands_twice_is_computed_once() -> None:
    graph, node = read({"y": "V * C + V * C"}, "y")
    assert operations(graph, node) == ["mul", "add"]


@pytest.mark.parametrize("divisor", ["C", "tau", "(C * tau)"])
def test_a_division_by_what_changes_rarely_becomes_a_product(divisor: str) -> None:
    graph, node = read({"y": f"V / {divisor}"}, "y")
    assert graph.nodes[node].op == "mul"
    reciprocal = graph.nodes[node].args[1]
    assert graph.nodes[reciprocal].op == "div"
    assert graph.level[reciprocal] < FAST


def test_a_division_by_what_always_changes_stays() -> None:
    graph, node = read({"y": "C / V"}, "y")
    assert graph.nodes[node].op == "div"


@pytest.mark.parametrize(
    ("line", "left"),
    [("V + 0.0", "load"), ("V * 1.0", "load"), ("V * 0.0", "const"), ("2.0 * 3.0", "const")],
)
def test_numbers_that_change_nothing_cost_nothing(line: str, left: str) -> None:
    graph, node = read({"y": line}, "y")
    assert graph.nodes[node].op == left


@pytest.mark.parametrize("line", ["V ** 2", "(V, C)[0]", "V if V and C else C"])
def test_what_no_kernel_can_hold_is_named(line: str) -> None:
    with pytest.raises(SyntaxError, match="a law may not hold"):
        read({"y": line}, "y")


def test_an_unknown_name_is_named() -> None:
    with pytest.raises(KeyError, match="no_such"):
        read({"y": "no_such + 1.0"}, "y")


def test_a_law_is_read_as_it_stands() -> None:
    graph, node = read({"y": "follow(V, C, tau)"}, "y")
    assert operations(graph, node).count("sub") == 1
    lookup: Callable[[str], int] = {"V": 5.0, "C": 7.0, "tau": 4.0}.__getitem__  # type: ignore[assignment]
    value = graph.replaced(node, lambda n: graph.const(float(lookup(n))))
    assert graph.nodes[value].value == pytest.approx(0.5)
