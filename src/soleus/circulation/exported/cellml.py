"""The whole circulation as a model of CellML 2.0, one component in which every equation stands."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from soleus.circulation.exported.mathml import (
    CELLML,
    NO_UNITS,
    Equations,
    equation,
    math_element,
    rate_equation,
)
from soleus.circulation.exported.units import UNITS, units_of
from soleus.circulation.model import Model

COMPONENT = "circulation"
TIME = "t"


def cellml_model(model: Model, values: Mapping[str, float]) -> Element:
    """Return the model as the root element of a CellML document.

    Every line is an equation, every state a differential equation with its value at the start as
    initial value, every number a constant. What the kernel holds between slow steps is not held
    here: the equations are those of the model, not of how it is stepped.

    Parameters
    ----------
    model : lines and states
    values : value of every state at the start, and of every number
    """
    root = Element("model", {"xmlns": CELLML, "name": "soleus"})
    _add_units(root)
    component = SubElement(root, "component", {"name": COMPONENT})
    taken = frozenset((TIME, *model.lines, *model.states, *model.parameters))
    equations = Equations(taken)
    math = math_element()
    for name, line in model.lines.items():
        value = equations.of(name, line)
        if name.startswith("d_"):
            math.append(rate_equation(name[2:], TIME, value))
        else:
            math.append(equation(name, value))
    math.extend(equation(name, value) for name, value in equations.inner.items())
    variable(component, TIME, "second")
    for name in (*model.states, *model.parameters):
        variable(component, name, units_of(name), values[name])
    for name in (*(n for n in model.lines if not n.startswith("d_")), *equations.inner):
        variable(component, name, NO_UNITS if name in equations.inner else units_of(name))
    component.append(math)
    return root


def variable(component: Element, name: str, units: str, start: float | None = None) -> None:
    """Add a variable, with a value if it has one of its own."""
    about = {"name": name, "units": units}
    if start is not None:
        about["initial_value"] = repr(float(start))
    SubElement(component, "variable", about)


def _add_units(root: Element) -> None:
    for name, parts in UNITS.items():
        units = SubElement(root, "units", {"name": name})
        for part in parts:
            SubElement(units, "unit", part)
