"""Writes a model as a kernel: straight-line code over one flat array of lanes.

Every number of every person stands in one array, row by row, with the people of a block side by
side in each row: ``X[row * width + lane]``. A row is one vector, row numbers are literal, and what
changes rarely is computed where it changes and kept in a row of its own (docs/decisions/020, 023).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from soleus.circulation.graph import FAST, GIVEN, HELD, Graph, Reader
from soleus.circulation.machine import ATTRIBUTES, Writer, function
from soleus.circulation.pairs import Pairs, other_side, twins
from soleus.circulation.slicing import inputs


@dataclass(frozen=True, slots=True)
class Model:
    """A set of equations ready to be written as a kernel.

    Parameters
    ----------
    lines : expression by name; ``d_x`` is the rate of change of state ``x``
    slow : states stepped once in a while, by Euler's rule
    held : names computed along with them and held in between
    observed : names (states or computed) that a run records
    scheme : ``midpoint`` (second order) or ``euler`` for the fast states
    """

    lines: Mapping[str, str]
    slow: frozenset[str]
    held: frozenset[str]
    observed: tuple[str, ...]
    scheme: str = "midpoint"

    @property
    def states(self) -> tuple[str, ...]:
        """Names of the states in the order of their rows."""
        return tuple(n[2:] for n in self.lines if n.startswith("d_"))

    @property
    def fast(self) -> tuple[str, ...]:
        """Names of the states that every step moves."""
        return tuple(n for n in self.states if n not in self.slow)

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names that must be given: read by some line, neither computed nor a state."""
        return tuple(n for n in inputs(self.lines) if n not in set(self.states))


@dataclass(frozen=True, slots=True)
class Layout:
    """Which row of the array holds which name."""

    rows: Mapping[str, int]
    size: int

    def row(self, name: str) -> int:
        """Return the row of a state, held value or parameter."""
        return self.rows[name]


class _Arithmetic:
    """What a kernel computes: the model's lines as nodes, and which of them get rows of their own.

    ``kept`` names the row of a node that is computed where it changes.
    """

    def __init__(self, model: Model) -> None:
        self.model, self.graph = model, Graph()
        self.states, self.parameters = frozenset(model.states), frozenset(model.parameters)
        self.always = frozenset(n for n in model.held if self._given_alone(n))
        self.kept: dict[int, str] = {}
        held = Reader(self.graph, model.lines, self._as_held)
        self.fast = {n: held.line(f"d_{n}") for n in model.fast}
        self.slow = {n: held.line(f"d_{n}") for n in model.states if n in model.slow}
        self.observed = {n: held.name(n) for n in model.observed}
        self._keep(self.fast.values(), HELD)
        renewed = (*self.slow.values(), *self.observed.values(), *self._first_held().values())
        self._keep((*renewed, *self.kept), GIVEN)

    def _given_alone(self, name: str) -> bool:
        def visit(n: str) -> bool:
            if n in self.parameters:
                return True
            needed = inputs({n: self.model.lines[n]}) if n in self.model.lines else ()
            return n not in self.states and all(visit(i) for i in needed)

        return visit(name)

    def _load(self, name: str) -> int:
        if name in self.parameters or name in self.always:
            return self.graph.load(name, GIVEN)
        fast = name in self.states and name not in self.model.slow
        return self.graph.load(name, FAST if fast else HELD)

    def _as_held(self, name: str) -> int | None:
        known = name in self.states or name in self.parameters or name in self.model.held
        return self._load(name) if known else None

    def _first_held(self) -> dict[str, int]:
        return self.held_after({n: self._load(n) for n in self.model.slow})

    def held_after(self, slow: Mapping[str, int]) -> dict[str, int]:
        """Return the nodes of what is held, from the nodes of the slow states."""

        def known(name: str) -> int | None:
            if name in slow:
                return slow[name]
            given = name in self.states or name in self.parameters or name in self.always
            return self._load(name) if given else None

        reader = Reader(self.graph, self.model.lines, known)
        return {n: reader.name(n) for n in sorted(self.model.held - self.always)}

    def always_held(self) -> dict[str, int]:
        """Return the nodes of what is held and hangs on given numbers alone."""
        known = self.parameters
        reader = Reader(
            self.graph, self.model.lines, lambda n: self._load(n) if n in known else None
        )
        return {n: reader.name(n) for n in sorted(self.always)}

    def _keep(self, wanted: Iterable[int], pace: int) -> None:
        """Give a row to every largest part that changes no faster than ``pace``, of what does."""
        graph = self.graph
        for root in tuple(wanted):
            for i in graph.below(root, lambda i: graph.pace[i] <= pace):
                for a in graph.nodes[i].args:
                    if graph.pace[a] <= pace and not graph.nodes[a].is_leaf:
                        self.kept.setdefault(a, f"own:{len(self.kept)}")


def lay_out(model: Model) -> Layout:
    """Return the rows: states, half-way states, held values, parameters, the kernel's own."""
    return _rows(model, _Arithmetic(model))


def _rows(model: Model, arithmetic: _Arithmetic) -> Layout:
    half_way = tuple(f"mid:{n}" for n in model.fast)
    own = _twins_kept(arithmetic)
    groups = (model.states, half_way, sorted(model.held), model.parameters)
    names = (*(n for g in groups for n in _twins_together(g)), *own)
    return Layout({n: i for i, n in enumerate(names)}, len(names))


def _twins_kept(arithmetic: _Arithmetic) -> list[str]:
    """Return the kernel's own rows with those of the two sides next to each other."""
    twin, kept = twins(arithmetic.graph), arithmetic.kept
    return [kept[i] for i in sorted(kept, key=lambda i: (min(i, twin.get(i, i)), i))]


def _twins_together(names: Iterable[str]) -> list[str]:
    """Return names with those of the two sides next to each other."""
    first: dict[str, int] = {}
    for i, n in enumerate(names := tuple(names)):
        first.setdefault(n.replace("left", "right"), i)
    return sorted(names, key=lambda n: first[n.replace("left", "right")])


class _Kernel:
    """Writes the parts of a kernel, each into the function at hand."""

    def __init__(self, model: Model, width: int) -> None:
        self.model, self.width = model, width
        self.sums = _Arithmetic(model)
        self.layout = _rows(model, self.sums)
        self.out = Writer(self.sums.graph, width)

    def _row(self, prefix: str, kept: int) -> Callable[[int], int | None]:
        """Return what tells a node's row: fast states' at ``prefix``, own rows up to a pace."""
        graph, fast = self.sums.graph, frozenset(self.model.fast)

        def row(i: int) -> int | None:
            node = graph.nodes[i]
            if node.op == "load":
                return self.layout.row(prefix + node.name if node.name in fast else node.name)
            if i in self.sums.kept and graph.pace[i] <= kept:
                return self.layout.row(self.sums.kept[i])
            return None

        return row

    def _load(self, prefix: str, kept: int) -> Callable[[int], str | None]:
        """Return what loads a node that stands in a row."""
        row_of = self._row(prefix, kept)

        def load(i: int) -> str | None:
            row = row_of(i)
            return None if row is None else self.out.load("%X", row)

        return load

    def _store(self, name: str, value: str) -> None:
        self.out.store("%X", self.layout.row(name), value)

    def stage(self, prefix: str, into: str, step: str) -> None:
        """Step the fast states by ``step`` from rates at ``prefix`` rows into ``into`` rows."""
        load, done, later = self._load(prefix, HELD), dict[int, str](), dict[str, str]()
        for n, slope in self.sums.fast.items():
            rate = self.out.compute(slope, done, load)
            start = self.out.load("%X", self.layout.row(n))
            later[into + n] = self.out.moved(start, step, rate)
            if prefix != into:
                self._store(into + n, later.pop(into + n))
        # In place, all rates are computed before the first state is stored.
        for name, value in later.items():
            self._store(name, value)

    def fast_step(self) -> None:
        if self.model.scheme == "euler":
            self.stage("", "", "%dt_")
            return
        stage = self.stage if self.width > 1 else self.stage_by_twos
        stage("", "mid:", "%half_")
        stage("mid:", "", "%dt_")

    def stage_by_twos(self, prefix: str, into: str, step: str) -> None:
        """Do the same as ``stage`` for one person, both sides at once where they are alike."""
        pairs = Pairs(self.out, twins(self.sums.graph), self._row(prefix, HELD))
        slopes, both = self.sums.fast, pairs.double
        steps = both.joined(step, step, "load")
        for n in slopes:
            m, row = other_side(n), self.layout.row(n)
            alike = m != n and m in slopes and pairs.twin.get(slopes[n]) == slopes[m]
            if alike and self.layout.row(m) == row + 1:
                rates = pairs.two(slopes[n], slopes[m])
                ends = both.moved(both.load("%X", row, of=1), steps, rates)
                both.store("%X", self.layout.row(into + n), ends, of=1)
            elif not (alike and self.layout.row(m) == row - 1):
                end = self.out.moved(self.out.load("%X", row), step, pairs.one(slopes[n]))
                self._store(into + n, end)

    def slow_step(self) -> None:
        """Step the slow states with what was held, as the fast ones were; then hold anew.

        With the same exchange on both sides no volume is lost between blood and tissue.
        """
        if not self.model.slow:
            return
        done, load, graph = dict[int, str](), self._load("", GIVEN), self.sums.graph
        after: dict[str, int] = {}
        for n, slope in self.sums.slow.items():
            rate = self.out.compute(slope, done, load)
            after[n] = graph.load(f"after:{n}", HELD)
            done[after[n]] = self.out.moved(self.out.load("%X", self.layout.row(n)), "%slow_", rate)
        self._hold(after, done, load)
        for n, node in after.items():
            self._store(n, done[node])

    def _hold(
        self, slow: Mapping[str, int], done: dict[int, str], load: Callable[[int], str | None]
    ) -> None:
        """Store what is held, and what the fast states need of it, from the slow states."""
        held, graph = self.sums.held_after(slow), self.sums.graph
        values: dict[str, str] = {n: self.out.compute(i, done, load) for n, i in held.items()}

        def value_of(name: str) -> int:
            return held[name] if name in held else slow.get(name, self.sums._load(name))

        for i, row in tuple(self.sums.kept.items()):
            if graph.pace[i] == HELD:
                values[row] = self.out.compute(graph.replaced(i, value_of), done, load)
        for name, value in values.items():
            self._store(name, value)

    def prepare(self) -> str:
        """Return the function that fills the rows of what is held or kept."""
        self.out.lines.clear()
        done, load = dict[int, str](), self._load("", -1)
        for n, i in self.sums.always_held().items():
            done[self.sums.graph.load(n, GIVEN)] = self.out.compute(i, done, load)
            self._store(n, done[i])
        for i, row in tuple(self.sums.kept.items()):
            if self.sums.graph.pace[i] == GIVEN:
                self._store(row, self.out.compute(i, done, load))
        self._hold({n: self.sums._load(n) for n in self.model.slow}, done, load)
        return function("prepare", "ptr noalias %X", ["entry:", *self.out.lines])

    def observe(self) -> None:
        """Write one row of the log."""
        done, load = dict[int, str](), self._load("", HELD)
        size = len(self.model.observed) * self.width
        self.out.lines.append(f"  %first = mul i64 %k, {size}")
        self.out.lines.append("  %record = getelementptr inbounds double, ptr %log, i64 %first")
        for column, node in enumerate(self.sums.observed.values()):
            self.out.store("%record", column, self.out.compute(node, done, load))

    def advance(self) -> str:
        """Return the function that steps and records."""
        self.out.lines.clear()
        out = self.out.lines
        for name in ("dt", "half", "slow"):
            value = self.out.spread(f"%{name}")
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


def _loops(begin: list[str], fast: list[str], slow: list[str], record: list[str]) -> list[str]:
    """Return the three loops: records, slow steps between them, fast steps between those."""

    def loop(
        name: str, counter: str, before: str, again: str, limit: str, into: str, out: str
    ) -> list[str]:
        return [
            f"{name}:",
            f"  %{counter} = phi i64 [ 0, %{before} ], [ %{counter}1, %{again} ]",
            f"  %{counter}_goes = icmp slt i64 %{counter}, %{limit}",
            f"  br i1 %{counter}_goes, label %{into}, label %{out}",
        ]

    return [
        "entry:",
        "  %half = fmul double %dt, 0.5",
        "  %steps = sitofp i64 %n_fast to double",
        "  %slow = fmul double %dt, %steps",
        *begin,
        "  br label %records",
        *loop("records", "k", "entry", "recorded", "n_log", "slows", "done"),
        *loop("slows", "s", "records", "slowly", "n_slow", "fasts", "recorded"),
        *loop("fasts", "f", "slows", "fastly", "n_fast", "fastly", "slowly"),
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


def write_kernel(model: Model, width: int) -> tuple[str, Layout]:
    """Return a kernel in LLVM's language for blocks of ``width`` people, and its rows.

    ``prepare(X)`` fills what is held or kept from what was given and from the states.
    ``advance(X, log, n_log, n_slow, n_fast, dt)`` takes ``n_fast`` steps of ``dt`` seconds
    between slow steps and ``n_slow`` of those between rows of ``log``.
    """
    kernel = _Kernel(model, width)
    functions = kernel.prepare() + kernel.advance()
    called = {w: kernel.out.widened(w).declarations() for w in {width, max(width, 2)}}
    text = "\n".join((functions, *called.values(), ATTRIBUTES))
    return text, kernel.layout
