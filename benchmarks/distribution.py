"""
What the strategies for whole histories draw, at their default settings and with one seed, and how long it takes.

Run it from the root of the repository::

    python benchmarks/distribution.py

It fails where an act, a phase or a finding is drawn by none of them, and where a health check of Hypothesis does.
"""

from collections import Counter
from time import perf_counter

from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from casestate import GENERIC, CaseFile
from casestate.events import EVENT_TYPES
from casestate.testing.strategies import can_arise, lawful, messy, unlawful

SIZE = 1000
STRATEGIES = {"lawful": lawful(), "unlawful": unlawful(), "messy": messy()}


def drawn(strategy: st.SearchStrategy[CaseFile], number: int = SIZE) -> tuple[list[CaseFile], float]:
    """So many files, and the seconds it took to draw them."""
    files: list[CaseFile] = []

    @seed(0)
    @settings(max_examples=number, phases=[Phase.generate], database=None, deadline=None)
    @given(strategy)
    def draw(case: CaseFile) -> None:
        files.append(case)

    begun = perf_counter()
    draw()
    return files, perf_counter() - begun


def acts(case: CaseFile) -> set[str]:
    """The types of events in a file."""
    return {type(entry.event).__name__ for entry in case}


def phases(case: CaseFile) -> set[str]:
    """The phases in which something may stand at its end."""
    view = case.at(clearance="expunged")
    return {repr(phase) for who in view.defendants for part in view[who].parts for phase in part.possible("phase")}


def findings(case: CaseFile) -> set[str]:
    """The codes of what is doubtful in it."""
    return {finding.code for finding in case.at(clearance="expunged").findings}


def asked_for(code: str) -> set[str]:
    """The findings of the plainest history that is to have one: of so many codes chance leaves some out."""
    return findings(drawn(unlawful(code=code), 1)[0][0])


ASKED = {
    "acts": (acts, {act.__name__ for act in EVENT_TYPES}),
    "phases": (phases, {repr(p) for machine in GENERIC.machines for p in machine.phases if p is not machine.first}),
    "findings": (findings, set(can_arise(GENERIC))),
}


def main(number: int = SIZE) -> None:
    """Print the shares, and fail where something is drawn by no strategy."""
    lots = {name: drawn(strategy, number) for name, strategy in STRATEGIES.items()}
    for name, (files, seconds) in lots.items():
        entries = sum(map(len, files)) / len(files)
        print(f"{name}: {len(files)} files of {entries:.1f} entries on average in {seconds:.1f} s")
    for what, (of, every) in ASKED.items():
        counts = {name: Counter(each for case in files for each in of(case)) for name, (files, _) in lots.items()}
        print(f"\n{what:34}" + "".join(f"{name:>10}" for name in counts))
        for each in sorted(every):
            shares = [f"{count[each] / len(lots[name][0]):10.1%}" for name, count in counts.items()]
            print(f"{each:34}" + "".join(shares))
        never = every - {each for count in counts.values() for each in count}
        never -= {each for each in never if what == "findings" and each in asked_for(each)}
        assert not never, f"{what} drawn by no strategy: {', '.join(sorted(never))}"


if __name__ == "__main__":
    main()
