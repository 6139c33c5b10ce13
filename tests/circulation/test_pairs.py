from soleus.circulation.generate import write_kernel
from soleus.circulation.graph import FAST, Graph, Reader
from soleus.circulation.pairs import other_side, twins
from soleus.circulation.whole import whole_model

LINES = {
    "P_left": "V_left * stiff",
    "P_right": "V_right * stiff",
    "only_left": "P_left + 1.0",
    "total": "P_left + P_right",
}


def read(*names: str) -> tuple[Graph, list[int]]:
    graph = Graph()

    def known(name: str) -> int | None:
        return None if name in LINES else graph.load(name, FAST)

    reader = Reader(graph, LINES, known)
    return graph, [reader.name(n) for n in names]


def test_a_name_and_its_other_side_exchange() -> None:
    assert other_side("V_left_calf_vein") == "V_right_calf_vein"
    assert other_side(other_side("J_right_foot")) == "J_right_foot"
    assert other_side("P_aorta") == "P_aorta"


def test_what_mirrors_each_other_are_twins() -> None:
    graph, (left, right, stiff) = read("P_left", "P_right", "stiff")
    twin = twins(graph)
    assert (twin[left], twin[right]) == (right, left)
    assert twin[stiff] == stiff


def test_what_stands_on_one_side_alone_has_no_twin() -> None:
    graph, (only, _, total) = read("only_left", "P_right", "total")
    assert only not in twins(graph)
    assert total not in twins(graph)


def test_one_person_runs_both_legs_side_by_side() -> None:
    text, rows = write_kernel(whole_model(), 1)
    step = text[text.index("fastly:") : text.index("stepped:")]
    by_twos = sum(" <2 x double> " in line for line in step.splitlines())
    assert by_twos > 0.5 * len(step.splitlines()) / 2
    assert rows["V_right_calf_vein"] == rows["V_left_calf_vein"] + 1
