"""Writes an experiment's first step as files: CellML for the model, SED-ML for how to run it."""

from pathlib import Path
from xml.etree.ElementTree import Element, indent, tostring

from soleus.circulation.experiment import Experiment, names_needed
from soleus.circulation.exported.cellml import cellml_model
from soleus.circulation.exported.sedml import sedml_document
from soleus.circulation.simulate import settled
from soleus.circulation.whole import whole_model

USUAL = ("P_aorta", "rate", "P_left_foot_vein", "q_left_femoral_to_iliac")
"""What is reported where the experiment reads nothing."""


def write_cellml(experiment: Experiment, path: Path) -> tuple[Path, Path]:
    """Write the equations of an experiment's first step, and return the files written.

    The model starts where a run of the experiment starts: the person settled in the step's
    posture. It is the whole model, with the person's numbers and the step's; later steps are not
    in it. The SED-ML file, beside it, runs it for the step's length and reports what the
    experiment's readings look at.

    Parameters
    ----------
    experiment : whose first step is written
    path : the CellML file

    Raises
    ------
    OSError
        A file cannot be written.
    """
    model, first = whole_model(), experiment.protocol.steps[0]
    values = settled(experiment.person, first, experiment.numbers)
    _write(path, cellml_model(model, values))
    run = path.with_suffix(".sedml")
    _write(run, sedml_document(path.name, first.seconds, _names(experiment)))
    return path, run


def _names(experiment: Experiment) -> list[str]:
    looked_at = names_needed(experiment.reads) if experiment.reads else USUAL
    names = [name for name in looked_at if not name.startswith(("V_", "F_"))]
    return names or list(USUAL)


def _write(path: Path, root: Element) -> None:
    indent(root)
    path.write_bytes(tostring(root, "utf-8", xml_declaration=True) + b"\n")
