"""Writes arithmetic in LLVM's language and compiles it to machine code for this processor.

A row of a block is one vector with a lane for each person, so the code does not depend on a
compiler that finds vectors in loops.
"""

import ctypes
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count

import llvmlite.binding as llvm

from soleus.circulation.graph import Graph

FLAGS = "reassoc nsz arcp contract"
"""Operations may be reordered and fused; infinities and NaN keep their meaning."""

_BINARY = {"add": "fadd", "sub": "fsub", "mul": "fmul", "div": "fdiv"}
_COMPARE = {"lt": "olt", "le": "ole", "gt": "ogt", "ge": "oge"}
_UNARY = {"abs": "fabs", "sqrt": "sqrt", "floor": "floor"}
_CHOICE = {"min": "olt", "max": "ogt"}


def _number(value: float) -> str:
    """Return a number with all its bits, as LLVM reads it."""
    return f"0x{struct.unpack('>Q', struct.pack('>d', value))[0]:016X}"


class Writer:
    """Writes the body of one function, line by line, for rows of ``width`` lanes.

    Values are names of LLVM's language, such as ``%t7``.
    """

    def __init__(
        self,
        graph: Graph,
        width: int,
        lines: list[str] | None = None,
        numbers: Iterator[int] | None = None,
    ) -> None:
        self.graph, self.width = graph, width
        self.type = f"<{width} x double>" if width > 1 else "double"
        self.truth = f"<{width} x i1>" if width > 1 else "i1"
        self.suffix = f"v{width}f64" if width > 1 else "f64"
        self.lines: list[str] = [] if lines is None else lines
        self._numbers = count() if numbers is None else numbers

    def widened(self, width: int) -> "Writer":
        """Return a writer for rows of another width that continues the same text."""
        return Writer(self.graph, width, self.lines, self._numbers)

    def take(self) -> list[str]:
        """Return the lines written so far, and begin anew."""
        lines = self.lines[:]
        self.lines.clear()
        return lines

    def new(self, text: str) -> str:
        """Write one instruction and return the name of its result."""
        name = f"%t{next(self._numbers)}"
        self.lines.append(f"  {name} = {text}")
        return name

    def constant(self, value: float) -> str:
        """Return a constant in all lanes."""
        one = f"double {_number(value)}"
        return f"<{', '.join([one] * self.width)}>" if self.width > 1 else _number(value)

    def broadcast(self, name: str) -> str:
        """Return a scalar in all lanes."""
        if self.width == 1:
            return name
        first = self.new(f"insertelement {self.type} poison, double {name}, i64 0")
        places = f"<{self.width} x i32> zeroinitializer"
        return self.new(f"shufflevector {self.type} {first}, {self.type} poison, {places}")

    def _at(self, base: str, row: int, row_width: int | None) -> str:
        first = row * (row_width or self.width)
        return self.new(f"getelementptr inbounds double, ptr {base}, i64 {first}")

    def load(self, base: str, row: int, row_width: int | None = None) -> str:
        """Return one vector from the start of a row; rows may be narrower than the vector."""
        return self.new(f"load {self.type}, ptr {self._at(base, row, row_width)}, align 8")

    def store(self, base: str, row: int, value: str, row_width: int | None = None) -> None:
        """Write one vector to the start of a row; rows may be narrower than the vector."""
        address = self._at(base, row, row_width)
        self.lines.append(f"  store {self.type} {value}, ptr {address}, align 8")

    def _lanes(self, op: str) -> tuple[str, str]:
        """Return the types of a whole result of ``op`` and of one lane of it."""
        lane = "i1" if op in _COMPARE else "double"
        return f"<{self.width} x {lane}>", lane

    def lane(self, value: str, lane: int, op: str) -> str:
        """Return one lane of a result of ``op``."""
        return self.new(f"extractelement {self._lanes(op)[0]} {value}, i64 {lane}")

    def join(self, first: str, second: str, op: str) -> str:
        """Return two scalar results of ``op`` side by side."""
        whole, lane = self._lanes(op)
        half = self.new(f"insertelement {whole} poison, {lane} {first}, i64 0")
        return self.new(f"insertelement {whole} {half}, {lane} {second}, i64 1")

    def swap(self, value: str, op: str) -> str:
        """Return a result of ``op`` with its two lanes swapped."""
        whole = self._lanes(op)[0]
        places = "<2 x i32> <i32 1, i32 0>"
        return self.new(f"shufflevector {whole} {value}, {whole} poison, {places}")

    def stepped(self, start: str, step: str, slope: str) -> str:
        """Return ``start + step * slope``."""
        change = self.new(f"fmul {FLAGS} {self.type} {step}, {slope}")
        return self.new(f"fadd {FLAGS} {self.type} {start}, {change}")

    def operation(self, op: str, args: list[str]) -> str:
        """Return the result of one operation."""
        kind, operands = self.type, ", ".join(args)
        if op in _BINARY:
            return self.new(f"{_BINARY[op]} {FLAGS} {kind} {operands}")
        if op in _COMPARE:
            return self.new(f"fcmp {_COMPARE[op]} {kind} {operands}")
        if op in _CHOICE:
            is_first = self.new(f"fcmp {_CHOICE[op]} {kind} {operands}")
            return self._select(is_first, *args)
        if op in _UNARY:
            name = f"llvm.{_UNARY[op]}.{self.suffix}"
            return self.new(f"call {FLAGS} {kind} @{name}({kind} {args[0]})")
        return self._select(*args)

    def _select(self, choice: str, first: str, second: str) -> str:
        kind = self.type
        return self.new(f"select {self.truth} {choice}, {kind} {first}, {kind} {second}")

    def declarations(self) -> str:
        """Return declarations of the functions that operations call."""
        return "\n".join(
            f"declare {self.type} @llvm.{n}.{self.suffix}({self.type})" for n in _UNARY.values()
        )


def function(name: str, arguments: str, body: Iterable[str]) -> str:
    """Return one function with the attributes below."""
    return f"define void @{name}({arguments}) #0 {{\n" + "\n".join(body) + "\n  ret void\n}\n"


ATTRIBUTES = (
    'attributes #0 = { nounwind "stackrealign"'
    ' "prefer-vector-width"="512" "min-legal-vector-width"="512" }\n'
)
"""Allow the widest vectors; without a realigned stack every other spilled vector would straddle
two cache lines."""


@dataclass(frozen=True, slots=True)
class Code:
    """The two functions of a compiled kernel.

    Parameters
    ----------
    prepare, advance : the functions; they take addresses of arrays and check nothing
    owner : keeps the functions in memory as long as it lives
    """

    prepare: Callable[..., None]
    advance: Callable[..., None]
    owner: object


def _target() -> llvm.TargetMachine:
    """Return a new LLVM description of this processor; an engine takes ownership of one."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm.Target.from_triple(llvm.get_process_triple()).create_target_machine(
        cpu=llvm.get_host_cpu_name(),
        features=llvm.get_host_cpu_features().flatten(),
        opt=3,
        reloc="pic",
        codemodel="default",
    )


def processor() -> str:
    """Return text that identifies this processor and this compiler."""
    name, features = llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
    return f"{name} {features} {llvm.llvm_version_info}"


def compile_text(text: str, *, rework: bool) -> bytes:
    """Return the machine code of a module in LLVM's language, as an object file.

    Parameters
    ----------
    text : the module
    rework : whether LLVM may move operations and combine similar ones on scalars into vectors
    """
    target = _target()
    return bytes(target.emit_object(_module(text, target, rework=rework)))


def assembly_of(text: str, *, rework: bool) -> str:
    """Return the machine code of :func:`compile_text` as readable assembly."""
    target = _target()
    return str(target.emit_assembly(_module(text, target, rework=rework)))


def _module(text: str, target: llvm.TargetMachine, *, rework: bool) -> llvm.ModuleRef:
    module = llvm.parse_assembly(text)
    module.triple = target.triple
    module.data_layout = str(target.target_data)
    module.verify()
    if rework:
        options = llvm.create_pipeline_tuning_options(speed_level=3)
        options.slp_vectorization = True
        builder = llvm.create_pass_builder(target, options)
        builder.getModulePassManager().run(module, builder)
    return module


def read_code(machine_code: bytes) -> Code:
    """Load an object file into this process and return its functions."""
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), _target())
    engine.add_object_file(llvm.ObjectFileRef.from_data(machine_code))
    engine.finalize_object()
    counts = [ctypes.c_void_p] * 2 + [ctypes.c_int64] * 3 + [ctypes.c_double]
    prepare = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
    advance = ctypes.CFUNCTYPE(None, *counts)
    return Code(
        prepare(engine.get_function_address("prepare")),
        advance(engine.get_function_address("advance")),
        engine,
    )
