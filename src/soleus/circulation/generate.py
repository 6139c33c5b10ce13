"""Writes a model as a kernel: straight-line code over one flat array.

The array holds every number of every person: ``X[row * width + lane]``, where each person of a
block has a lane and each name a row. A row is one vector, row numbers are literal, and an
intermediate value that changes rarely is computed when it changes and stored in a row of its own
(docs/decisions/020, 023).
"""

from collections.abc import Callable, Iterable, Mapping

from soleus.circulation.graph import FAST, FIXED, SLOW, Graph, Reader
from soleus.circulation.machine import ATTRIBUTES, Writer, function
from soleus.circulation.model import Model, names_in
from soleus.circulation.pairs import PairWriter, twins

Rows = Mapping[str, int]
"""The row of the array by the name that it holds."""


class _Arithmetic:
    """The model's lines as nodes of a graph, and the intermediate nodes that are stored in rows.

    Parameters
    ----------
    model : whose lines are read

    Attributes
    ----------
    constant : held names that depend on parameters alone
    stored : name of the row by intermediate node
    fast, slow, observed : node by name; of a state, the node of its rate of change
    """

    def __init__(self, model: Model) -> None:
        self.model, self.graph = model, Graph()
        self.states, self.parameters = frozenset(model.states), frozenset(model.parameters)
        self.constant = frozenset(n for n in model.held if self._is_constant(n))
        self.stored: dict[int, str] = {}
        reader = self._reader(self.states | self.parameters | model.held)
        self.fast = {n: reader.line(f"d_{n}") for n in model.fast}
        self.slow = {n: reader.line(f"d_{n}") for n in model.states if n in model.slow}
        self.observed = {n: reader.name(n) for n in model.observed}
        self._store(self.fast.values(), SLOW)
        held = self.held_from({n: self.load(n) for n in model.slow})
        recomputed = (*self.slow.values(), *self.observed.values(), *held.values())
        self._store((*recomputed, *self.stored), FIXED)

    def _is_constant(self, name: str) -> bool:
        if name in self.parameters:
            return True
        needed = names_in(self.model.lines[name]) if name in self.model.lines else ()
        return name not in self.states and all(self._is_constant(n) for n in needed)

    def load(self, name: str) -> int:
        """Return the node that loads a state, parameter or held value from its row."""
        if name in self.parameters or name in self.constant:
            return self.graph.load(name, FIXED)
        is_fast = name in self.states and name not in self.model.slow
        return self.graph.load(name, FAST if is_fast else SLOW)

    def _reader(self, loaded: frozenset[str], nodes: Mapping[str, int] | None = None) -> Reader:
        """Return a reader that loads some names, takes others from ``nodes``, reads the rest."""
        known = nodes or {}

        def known_node(name: str) -> int | None:
            if name in known:
                return known[name]
            return self.load(name) if name in loaded else None

        return Reader(self.graph, self.model.lines, known_node)

    def held_from(self, slow: Mapping[str, int]) -> dict[str, int]:
        """Return the nodes of the held values that follow from these nodes of the slow states."""
        reader = self._reader(self.states | self.parameters | self.constant, slow)
        return {n: reader.name(n) for n in sorted(self.model.held - self.constant)}

    def constant_held(self) -> dict[str, int]:
        """Return the nodes of the held values that depend on parameters alone."""
        reader = self._reader(self.parameters)
        return {n: reader.name(n) for n in sorted(self.constant)}

    def _store(self, wanted: Iterable[int], level: int) -> None:
        """Give a row to the largest intermediate nodes that change no more often than ``level``.

        Only those count that a node changing more often needs, so that it can load the result.
        """
        graph = self.graph
        for root in tuple(wanted):
            for i in graph.below(root, lambda i: graph.level[i] <= level):
                for a in graph.nodes[i].args:
                    if graph.level[a] <= level and not graph.nodes[a].is_leaf:
                        self.stored.setdefault(a, f"own:{len(self.stored)}")


def _rows(model: Model, arithmetic: _Arithmetic) -> Rows:
    """Return the rows: states, half-way states, held values, parameters, intermediate values."""
    half_way = tuple(f"mid:{n}" for n in model.fast)
    groups = (model.states, half_way, sorted(model.held), model.parameters)
    names = (*(n for g in groups for n in _sides_together(g)), *_stored_rows(arithmetic))
    return {n: i for i, n in enumerate(names)}


def _stored_rows(arithmetic: _Arithmetic) -> list[str]:
    """Return the rows of intermediate values, left and right next to each other."""
    twin, stored = twins(arithmetic.graph), arithmetic.stored
    return [stored[i] for i in sorted(stored, key=lambda i: (min(i, twin.get(i, i)), i))]


def _sides_together(names: Iterable[str]) -> list[str]:
    """Return names reordered so that left and right stand next to each other."""
    first: dict[str, int] = {}
    for i, n in enumerate(names := tuple(names)):
        first.setdefault(n.replace("left", "right"), i)
    return sorted(names, key=lambda n: first[n.replace("left", "right")])


class KernelWriter:
    """Writes the parts of a kernel for blocks of ``width`` people.

    Parameters
    ----------
    model, width : as in :func:`write_kernel`
    language : makes what writes single operations
    in_pairs : whether left and right are written side by side where they mirror each other
    """

    def __init__(
        self,
        model: Model,
        width: int,
        language: Callable[[Graph, int], Writer] = Writer,
        *,
        in_pairs: bool = False,
    ) -> None:
        self.model, self.width, self.in_pairs = model, width, in_pairs
        self.arithmetic = _Arithmetic(model)
        self.rows = _rows(model, self.arithmetic)
        self.names = tuple(self.rows)
        self.out = language(self.arithmetic.graph, width)

    def _row_of(self, prefix: str, level: int) -> Callable[[int], int | None]:
        """Return a function that gives the row from which a node can be loaded, if there is one.

        Parameters
        ----------
        prefix : of the rows that hold the fast states
        level : intermediate values that change more often than this are computed, not loaded
        """
        graph, stored = self.arithmetic.graph, self.arithmetic.stored
        fast = frozenset(self.model.fast)

        def row_of(i: int) -> int | None:
            node = graph.nodes[i]
            if node.op == "load":
                return self.rows.get(prefix + node.name if node.name in fast else node.name)
            if i in stored and graph.level[i] <= level:
                return self.rows[stored[i]]
            return None

        return row_of

    def _values(self, prefix: str, level: int) -> PairWriter:
        """Return what writes the values of one part; call it when all nodes are in the graph."""
        twin = twins(self.arithmetic.graph) if self.in_pairs else {}
        return PairWriter(self.out, twin, self._row_of(prefix, level))

    def _stage(self, prefix: str, into: str, step: str) -> list[str]:
        """Advance the fast states by ``step``, with their rates of change at other states.

        Parameters
        ----------
        prefix : of the rows with the states that the rates are computed from
        into : prefix of the rows that take the new states
        step : the time step
        """
        values = self._values(prefix, SLOW)
        slopes = {self.rows[n]: slope for n, slope in self.arithmetic.fast.items()}
        ends = values.stepped(slopes, step)
        # In place, all rates are computed before the first state is stored.
        for end in list(ends) if prefix == into else ends:
            values.store_end("%X", self.rows[into + self.names[end.row]], end)
        return self.out.take()

    def fast_step(self) -> list[list[str]]:
        """Return one step of the model's scheme for the fast states, stage by stage."""
        if self.model.scheme == "euler":
            return [self._stage("", "", "%dt_")]
        return [self._stage("", "mid:", "%half_"), self._stage("mid:", "", "%dt_")]

    def slow_step(self, *, record: bool) -> list[str]:
        """Advance the slow states using the held values, then recompute the held values.

        The fast steps before used the same held values, so what left the blood is exactly what
        arrives in the tissue. With ``record``, a record of the log is written too: most of what
        it needs has then been computed for the step.
        """
        graph = self.arithmetic.graph
        after = {n: graph.load(f"after:{n}", SLOW) for n in self.arithmetic.slow}
        kept, node_of = self._kept(after)
        observed = [graph.replaced(i, node_of) for i in self.arithmetic.observed.values()]
        values = self._values("", FIXED)
        slopes = {self.rows[n]: slope for n, slope in self.arithmetic.slow.items()}
        ends = list(values.stepped(slopes, "%slow_"))
        for end in ends:
            values.know(end, [after[self.names[row]] for row in end.rows])
        values.store("%X", kept)
        for end in ends:
            values.store_end("%X", end.row, end)
        if record:
            values.store("%record", dict(enumerate(observed)))
        return self.out.take()

    def _kept(self, slow: Mapping[str, int]) -> tuple[dict[int, int], Callable[[str], int]]:
        """Return node by row of what follows from the slow states, and a name's node then.

        Parameters
        ----------
        slow : nodes of the slow states by name
        """
        graph, stored = self.arithmetic.graph, self.arithmetic.stored
        held = self.arithmetic.held_from(slow)

        def node_of(name: str) -> int:
            return held[name] if name in held else slow.get(name, self.arithmetic.load(name))

        kept = {self.rows[n]: i for n, i in held.items()}
        for i, row in tuple(stored.items()):
            if graph.level[i] == SLOW:
                kept[self.rows[row]] = graph.replaced(i, node_of)
        return kept, node_of

    def prepare(self) -> list[str]:
        """Compute every held and intermediate value."""
        graph, rows, load = self.arithmetic.graph, self.rows, self.arithmetic.load
        fixed = {rows[r]: i for i, r in self.arithmetic.stored.items() if graph.level[i] == FIXED}
        kept, _ = self._kept({n: load(n) for n in self.model.slow})
        constant = {rows[n]: i for n, i in self.arithmetic.constant_held().items()}
        values = self._values("", -1)
        for nodes in (constant, fixed, kept):
            values.store("%X", nodes)
        return self.out.take()

    def begin(self) -> list[str]:
        """Return what ``advance`` begins with: the time steps in all lanes."""
        for name in ("dt", "half", "slow"):
            value = self.out.broadcast(f"%{name}")
            kind = self.out.type
            self.out.lines.append(f"  %{name}_ = bitcast {kind} {value} to {kind}")
        return self.out.take()


ARGUMENTS = "ptr noalias %X, ptr noalias %log, i64 %n_log, i64 %n_slow, i64 %n_fast, double %dt"


def _loop(name: str, counter: str, before: str, again: str) -> str:
    """Return the head of a loop; all arguments are labels or variables."""
    return f"{name}:\n  %{counter} = phi i64 [ 0, %{before} ], [ %{counter}1, %{again} ]"


def _branch(counter: str, limit: str, into: str, out: str) -> str:
    """Return a branch that is taken while a counter is below its limit."""
    return (
        f"  %{counter}_goes = icmp slt i64 %{counter}, %{limit}\n"
        f"  br i1 %{counter}_goes, label %{into}, label %{out}"
    )


def _loops(kernel: KernelWriter) -> list[str]:
    """Return three nested loops: over records, slow steps and fast steps.

    The last slow step before a record is written with the record, the others alone.
    """
    size = len(kernel.model.observed) * kernel.width
    return [
        "entry:",
        "  %half = fmul double %dt, 0.5",
        "  %steps = sitofp i64 %n_fast to double",
        "  %slow = fmul double %dt, %steps",
        *kernel.begin(),
        "  br label %records",
        _loop("records", "k", "entry", "recorded"),
        _branch("k", "n_log", "slows", "done"),
        _loop("slows", "s", "records", "slowly"),
        "  %s1 = add i64 %s, 1",
        "  br label %fasts",
        _loop("fasts", "f", "slows", "fastly"),
        _branch("f", "n_fast", "fastly", "stepped"),
        "fastly:",
        *(line for stage in kernel.fast_step() for line in stage),
        "  %f1 = add i64 %f, 1",
        "  br label %fasts",
        "stepped:",
        _branch("s1", "n_slow", "slowly", "recorded"),
        "slowly:",
        *kernel.slow_step(record=False),
        "  br label %slows",
        "recorded:",
        f"  %first = mul i64 %k, {size}",
        "  %record = getelementptr inbounds double, ptr %log, i64 %first",
        *kernel.slow_step(record=True),
        "  %k1 = add i64 %k, 1",
        "  br label %records",
        "done:",
    ]


def write_kernel(model: Model, width: int) -> tuple[str, Rows]:
    """Return a kernel in LLVM's language for blocks of ``width`` people, and its rows.

    ``prepare(X)`` computes the held and intermediate values from parameters and states.
    ``advance(X, log, n_log, n_slow, n_fast, dt)`` writes ``n_log`` records to ``log``, with
    ``n_slow`` (at least one) slow steps before each and ``n_fast`` steps of ``dt`` seconds before
    each of those.
    """
    kernel = KernelWriter(model, width, in_pairs=width == 1)
    prepare = function("prepare", "ptr noalias %X", ["entry:", *kernel.prepare()])
    advance = function("advance", ARGUMENTS, _loops(kernel))
    called = {w: kernel.out.widened(w).declarations() for w in {width, max(width, 2)}}
    text = "\n".join((prepare, advance, *called.values(), ATTRIBUTES))
    return text, kernel.rows
