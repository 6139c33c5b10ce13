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
from soleus.circulation.pairs import PairWriter, other_side, twins

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


class _KernelWriter:
    """Writes the two functions of a kernel, part by part, for blocks of ``width`` people."""

    def __init__(self, model: Model, width: int) -> None:
        self.model, self.width = model, width
        self.arithmetic = _Arithmetic(model)
        self.rows = _rows(model, self.arithmetic)
        self.out = Writer(self.arithmetic.graph, width)

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
                return self.rows[prefix + node.name if node.name in fast else node.name]
            if i in stored and graph.level[i] <= level:
                return self.rows[stored[i]]
            return None

        return row_of

    def _loader(self, prefix: str, level: int) -> Callable[[int], str | None]:
        """Return a function that loads a node from its row; None if it has to be computed."""
        row_of = self._row_of(prefix, level)

        def load(i: int) -> str | None:
            row = row_of(i)
            return None if row is None else self.out.load("%X", row)

        return load

    def _store(self, name: str, value: str) -> None:
        self.out.store("%X", self.rows[name], value)

    def stage(self, prefix: str, into: str, step: str) -> None:
        """Advance the fast states by ``step``, with their rates of change at other states.

        Parameters
        ----------
        prefix : of the rows with the states that the rates are computed from
        into : prefix of the rows that take the new states
        step : the time step
        """
        load, done, later = self._loader(prefix, SLOW), dict[int, str](), dict[str, str]()
        for n, slope in self.arithmetic.fast.items():
            rate = self.out.compute(slope, done, load)
            start = self.out.load("%X", self.rows[n])
            later[into + n] = self.out.stepped(start, step, rate)
            if prefix != into:
                self._store(into + n, later.pop(into + n))
        # In place, all rates are computed before the first state is stored.
        for name, value in later.items():
            self._store(name, value)

    def fast_step(self) -> None:
        """Advance the fast states by one step of the model's scheme."""
        if self.model.scheme == "euler":
            self.stage("", "", "%dt_")
            return
        stage = self.stage if self.width > 1 else self.stage_in_pairs
        stage("", "mid:", "%half_")
        stage("mid:", "", "%dt_")

    def stage_in_pairs(self, prefix: str, into: str, step: str) -> None:
        """Do what ``stage`` does for one person, left and right in one vector where they mirror."""
        pairs = PairWriter(self.out, twins(self.arithmetic.graph), self._row_of(prefix, SLOW))
        slopes, double = self.arithmetic.fast, pairs.double
        steps = double.join(step, step, "load")
        for n in slopes:
            m, row = other_side(n), self.rows[n]
            mirrored = m != n and m in slopes and pairs.twin.get(slopes[n]) == slopes[m]
            if mirrored and self.rows[m] == row + 1:
                rates = pairs.pair(slopes[n], slopes[m])
                ends = double.stepped(double.load("%X", row, row_width=1), steps, rates)
                double.store("%X", self.rows[into + n], ends, row_width=1)
            elif not (mirrored and self.rows[m] == row - 1):
                end = self.out.stepped(self.out.load("%X", row), step, pairs.scalar(slopes[n]))
                self._store(into + n, end)

    def slow_step(self) -> None:
        """Advance the slow states using the held values, then recompute the held values.

        The fast steps before used the same held values, so what left the blood is exactly what
        arrives in the tissue.
        """
        if not self.model.slow:
            return
        done, load, graph = dict[int, str](), self._loader("", FIXED), self.arithmetic.graph
        after: dict[str, int] = {}
        for n, slope in self.arithmetic.slow.items():
            rate = self.out.compute(slope, done, load)
            after[n] = graph.load(f"after:{n}", SLOW)
            done[after[n]] = self.out.stepped(self.out.load("%X", self.rows[n]), "%slow_", rate)
        self._hold(after, done, load)
        for n, node in after.items():
            self._store(n, done[node])

    def _hold(
        self, slow: Mapping[str, int], done: dict[int, str], load: Callable[[int], str | None]
    ) -> None:
        """Compute and store the held values and the intermediate values that follow from them.

        Parameters
        ----------
        slow : nodes of the slow states by name
        done, load : as in :meth:`Writer.compute`
        """
        held, graph = self.arithmetic.held_from(slow), self.arithmetic.graph
        values = {n: self.out.compute(i, done, load) for n, i in held.items()}

        def node_of(name: str) -> int:
            return held[name] if name in held else slow.get(name, self.arithmetic.load(name))

        for i, row in tuple(self.arithmetic.stored.items()):
            if graph.level[i] == SLOW:
                values[row] = self.out.compute(graph.replaced(i, node_of), done, load)
        for name, value in values.items():
            self._store(name, value)

    def prepare(self) -> str:
        """Return the function that computes every held and intermediate value."""
        self.out.lines.clear()
        done, load = dict[int, str](), self._loader("", -1)
        graph = self.arithmetic.graph
        for n, i in self.arithmetic.constant_held().items():
            done[graph.load(n, FIXED)] = self.out.compute(i, done, load)
            self._store(n, done[i])
        for i, row in tuple(self.arithmetic.stored.items()):
            if graph.level[i] == FIXED:
                self._store(row, self.out.compute(i, done, load))
        self._hold({n: self.arithmetic.load(n) for n in self.model.slow}, done, load)
        return function("prepare", "ptr noalias %X", ["entry:", *self.out.lines])

    def observe(self) -> None:
        """Write one record of the log."""
        done, load = dict[int, str](), self._loader("", SLOW)
        size = len(self.model.observed) * self.width
        self.out.lines.append(f"  %first = mul i64 %k, {size}")
        self.out.lines.append("  %record = getelementptr inbounds double, ptr %log, i64 %first")
        for column, node in enumerate(self.arithmetic.observed.values()):
            self.out.store("%record", column, self.out.compute(node, done, load))

    def advance(self) -> str:
        """Return the function that steps and records."""
        self.out.lines.clear()
        out = self.out.lines
        for name in ("dt", "half", "slow"):
            value = self.out.broadcast(f"%{name}")
            out.append(f"  %{name}_ = bitcast {self.out.type} {value} to {self.out.type}")
        begin = _take(out)
        self.fast_step()
        fast = _take(out)
        self.slow_step()
        slow = _take(out)
        self.observe()
        return function("advance", ARGUMENTS, _loops(begin, fast, slow, _take(out)))


ARGUMENTS = "ptr noalias %X, ptr noalias %log, i64 %n_log, i64 %n_slow, i64 %n_fast, double %dt"


def _take(lines: list[str]) -> list[str]:
    taken = lines[:]
    lines.clear()
    return taken


def _loop(name: str, counter: str, before: str, again: str, limit: str, into: str, out: str) -> str:
    """Return the head of a loop; all arguments but the first are labels or variables."""
    return (
        f"{name}:\n"
        f"  %{counter} = phi i64 [ 0, %{before} ], [ %{counter}1, %{again} ]\n"
        f"  %{counter}_goes = icmp slt i64 %{counter}, %{limit}\n"
        f"  br i1 %{counter}_goes, label %{into}, label %{out}"
    )


def _loops(begin: list[str], fast: list[str], slow: list[str], record: list[str]) -> list[str]:
    """Return three nested loops: over records, slow steps and fast steps."""
    return [
        "entry:",
        "  %half = fmul double %dt, 0.5",
        "  %steps = sitofp i64 %n_fast to double",
        "  %slow = fmul double %dt, %steps",
        *begin,
        "  br label %records",
        _loop("records", "k", "entry", "recorded", "n_log", "slows", "done"),
        _loop("slows", "s", "records", "slowly", "n_slow", "fasts", "recorded"),
        _loop("fasts", "f", "slows", "fastly", "n_fast", "fastly", "slowly"),
        "fastly:",
        *fast,
        "  %f1 = add i64 %f, 1",
        "  br label %fasts",
        "slowly:",
        *slow,
        "  %s1 = add i64 %s, 1",
        "  br label %slows",
        "recorded:",
        *record,
        "  %k1 = add i64 %k, 1",
        "  br label %records",
        "done:",
    ]


def write_kernel(model: Model, width: int) -> tuple[str, Rows]:
    """Return a kernel in LLVM's language for blocks of ``width`` people, and its rows.

    ``prepare(X)`` computes the held and intermediate values from parameters and states.
    ``advance(X, log, n_log, n_slow, n_fast, dt)`` writes ``n_log`` records to ``log``, with
    ``n_slow`` slow steps before each and ``n_fast`` steps of ``dt`` seconds before each of those.
    """
    kernel = _KernelWriter(model, width)
    functions = kernel.prepare() + kernel.advance()
    called = {w: kernel.out.widened(w).declarations() for w in {width, max(width, 2)}}
    text = "\n".join((functions, *called.values(), ATTRIBUTES))
    return text, kernel.rows
