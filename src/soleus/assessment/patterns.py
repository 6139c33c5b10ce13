"""Names the pattern of the symptoms: a description, never a diagnosis; unknown counts as no."""

from collections.abc import Iterable

from soleus.assessment.terms import Terms


class PatternNames:
    """Looks up the pattern by which groups of findings are present."""

    def __init__(self, terms: Terms) -> None:
        used = dict.fromkeys(name for pattern in terms.patterns for name in pattern.groups)
        bit = {name: 1 << place for place, name in enumerate(used)}
        self._of_finding: dict[str, int] = {}
        for name in used:
            for finding in terms.groups[name]:
                self._of_finding[finding] = self._of_finding.get(finding, 0) | bit[name]
        wanted = [(one.id, sum(bit[name] for name in one.groups)) for one in terms.patterns]
        self._names = [
            next(name for name, groups in wanted if present & groups == groups)
            for present in range(1 << len(used))
        ]

    def pattern(self, affirmed: Iterable[str]) -> str:
        """Return the pattern of the findings that were affirmed."""
        present = 0
        for finding in affirmed:
            present |= self._of_finding.get(finding, 0)
        return self._names[present]
