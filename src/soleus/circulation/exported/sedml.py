"""How an exported model is to be run, as SED-ML: the step, its length, and what to look at."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from soleus.circulation.exported.cellml import COMPONENT
from soleus.circulation.exported.mathml import CELLML, MATHML

SEDML = "http://sed-ml.org/sed-ml/level1/version4"
CVODE, RELATIVE, ABSOLUTE, LONGEST = (
    "KISAO:0000019",
    "KISAO:0000209",
    "KISAO:0000211",
    "KISAO:0000467",
)
"""CVODE, its tolerances and its longest step, in the ontology of algorithms (KiSAO)."""
SETTINGS = {RELATIVE: "1e-8", ABSOLUTE: "1e-8", LONGEST: "0.002"}
"""A longer step could pass over the opening of a valve."""
RECORD_S = 0.02


def sedml_document(source: str, seconds: float, names: Sequence[str]) -> Element:
    """Return the root element of a SED-ML document.

    Parameters
    ----------
    source : file of the model, from the document's own folder
    seconds : how long to run
    names : the variables to report
    """
    root = Element("sedML", {"xmlns": SEDML, "xmlns:cellml": CELLML, "level": "1", "version": "4"})
    models = SubElement(root, "listOfModels")
    about = {"id": "soleus", "language": "urn:sedml:language:cellml.2_0", "source": source}
    SubElement(models, "model", about)
    _add_simulation(root, seconds)
    tasks = SubElement(root, "listOfTasks")
    about = {"id": "run", "modelReference": "soleus", "simulationReference": "course"}
    SubElement(tasks, "task", about)
    generators = SubElement(root, "listOfDataGenerators")
    _add_generator(generators, "time", {"symbol": "urn:sedml:symbol:time"})
    place = f"/cellml:model/cellml:component[@name='{COMPONENT}']/cellml:variable"
    for name in names:
        _add_generator(generators, name, {"target": f"{place}[@name='{name}']"})
    outputs = SubElement(root, "listOfOutputs")
    report = SubElement(outputs, "report", {"id": "curves"})
    sets = SubElement(report, "listOfDataSets")
    for name in ("time", *names):
        about = {"id": f"set_{name}", "label": name, "dataReference": f"data_{name}"}
        SubElement(sets, "dataSet", about)
    return root


def _add_simulation(root: Element, seconds: float) -> None:
    simulations = SubElement(root, "listOfSimulations")
    about = {
        "id": "course",
        "initialTime": "0",
        "outputStartTime": "0",
        "outputEndTime": f"{seconds:g}",
        "numberOfSteps": str(round(seconds / RECORD_S)),
    }
    course = SubElement(simulations, "uniformTimeCourse", about)
    algorithm = SubElement(course, "algorithm", {"kisaoID": CVODE})
    settings = SubElement(algorithm, "listOfAlgorithmParameters")
    for kisao, value in SETTINGS.items():
        SubElement(settings, "algorithmParameter", {"kisaoID": kisao, "value": value})


def _add_generator(generators: Element, name: str, where: dict[str, str]) -> None:
    generator = SubElement(generators, "dataGenerator", {"id": f"data_{name}"})
    variables = SubElement(generator, "listOfVariables")
    about = {"id": f"of_{name}", "taskReference": "run", **where}
    SubElement(variables, "variable", about)
    math = SubElement(generator, "math", {"xmlns": MATHML})
    SubElement(math, "ci").text = f"of_{name}"
