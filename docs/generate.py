"""Write the reference pages that are made from the code: `python docs/generate.py`. A test keeps them fresh."""

import argparse
import ast
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, get_args, get_origin

import attrs

from casestate import tables, testing
from casestate.cli.arguments import STATUSES, parser
from casestate.cli.parsers import arguments_of, commands_of
from casestate.codec import schema
from casestate.events import EVENT_TYPES, Component, Event, SettlementTerm
from casestate.events.fields import LINKS, PEOPLE, fields_holding
from casestate.law import GENERIC, PROCEDURES, Counts, GradeOrder, Machine, Mark, Procedure, Row
from casestate.law.authorities import unread
from casestate.law.catalogue import catalogue
from casestate.law.checks import CHECKS
from casestate.law.conviction import READS
from casestate.law.findings import FindingType
from casestate.law.policies import POLICIES, Policies
from casestate.show import outputs
from casestate.show.mermaid import diagram
from casestate.tables.readers import READERS, sentence
from casestate.terms import Money, Term
from casestate.testing import code, files, laws, strategies
from casestate.testing import machine as machines
from casestate.vocabulary import Vocabulary
from casestate.when import When

REFERENCE = Path(__file__).parent / "reference"
FINDINGS = Path(__file__).parent.parent / "tests" / "law" / "findings"
"""For each code the smallest file that raises it, and the words it then has."""
EXAMPLES = {
    line.partition("(")[0]: line
    for line in (Path(__file__).parent / "examples-of-events.txt").read_text(encoding="utf-8").splitlines()
}
"""For each event how it is written."""
TAKEN = {
    When: "date",
    Term: "term, such as `18 months`",
    Money: "sum, such as `500 USD`",
    Component: "`Component`",
    SettlementTerm: "`SettlementTerm`",
    Event: "event",
    bool: "True or False",
    int: "number",
    str: "text",
}
"""What fields take, by type."""


def pages() -> dict[str, str]:
    """Each made page by the name of its file."""
    made = {
        "transitions.md": _transitions(),
        "events.md": _events(),
        "findings.md": _findings(),
        "policies.md": _policies(),
        "diagrams.md": _diagrams(),
        "testing.md": _testing(),
        "command-line.md": _command_line(),
        "layouts.md": _layouts(),
    }
    return {name: "\n".join(lines) + "\n" for name, lines in made.items()} | {
        "casefile.schema.json": schema.text(),
        "output.schema.json": outputs.text(outputs.whole()),
    }


def _transitions() -> Iterator[str]:
    yield "# The transition table\n"
    yield "Made from the table itself. Which act may follow which, and what it does; anything else is a finding."
    yield "The order of the rows breaks ties of date."
    yield "[Derive a procedure](../how-to/derive-a-procedure.md) shows the notation in which rows are written.\n"
    for machine in GENERIC.machines:
        yield from _machine(machine)
    yield "## Authorities that were not read\n"
    yield "What a row cites one of these for is a default, to be checked before anything rests on it.\n"
    yield from _unread([(row.id, row.cite) for row in GENERIC.rows])


def _machine(machine: Machine) -> Iterator[str]:
    yield f"## One {machine.kind}\n"
    yield "| row | act | where | from | to | sets | scope | rule | reason |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for row in machine.rows:
        cells = (
            row.id,
            f"`{row.act.__name__}`",
            _where(machine, row),
            _from(row),
            row.to or "stays",
            ", ".join(_set(row, axis) for axis in row.sets),
            f"{row.scope}, reported as `{row.doubt}`" if row.doubt else row.scope,
            row.cite,
            row.why,
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _unread(cited: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield each authority that was not read, with what cites it."""
    resting: dict[str, list[str]] = {}
    for name, cite in cited:
        for authority in unread(cite):
            resting.setdefault(authority, []).append(name)
    yield from [f"* {authority}: {', '.join(names)}" for authority, names in sorted(resting.items())]
    yield ""


def _where(machine: Machine, row: Row) -> str:
    """Return the values of the act for which the row speaks, or the charge for which it does."""
    if row.link:
        return f"for a charge named in {row.link}"
    field = machine.fields.get(row.act, "")
    if row.values:
        return f"{field}: {', '.join(row.values)}"
    return f"any other {field}" if field else ""


def _from(row: Row) -> str:
    """Return the phases in which the row is open, its condition, and the acts that it undoes."""
    came_in = f" from {', '.join(row.undone_from)}" if row.undone_from else ""
    undoes = [f"undoes {_words('|'.join(row.undoes))}{came_in}"] if row.undoes else []
    return "; ".join([", ".join(row.start), *[_words(str(clause)) for clause in row.when.clauses], *undoes])


def _set(row: Row, axis: str) -> str:
    """Return the value to which the row sets an axis, with the values from which it does so or does not."""
    open_question = ", unknown until adopted" if axis in row.differs else ""
    if axis not in row.guards:
        return f"{axis} {row.sets[axis]}{open_question}"
    choice = row.guards[axis].choice
    words = f"unless {choice[2:]}" if choice.startswith("!") else f"if {choice[1:]}"
    return f"{axis} {row.sets[axis]} ({_words(words)}){open_question}"


def _words(notation: str) -> str:
    """Return words of the notation as prose: a bar would end the cell of the table."""
    return notation.replace("|", " or ").replace("!=", " not ").replace("=", " ")


def _events() -> Iterator[str]:
    yield "# The events\n"
    yield "Made from the code. All are in `casestate.events`. Every event has `on`, the day it happened as far as"
    yield "known, and may have `proceeding`, the proceeding of the matter by the file's own id. A field left out"
    yield "has the default below. Lists of words are open: `PleaKind.raw(...)` keeps a source's own words.\n"
    yield "| event | what it records |"
    yield "|---|---|"
    for event in EVENT_TYPES:
        yield f"| [`{event.__name__}`](#{event.__name__.lower()}) | {_paragraphs(event)[0]} |"
    yield ""
    yield "```python\n>>> from casestate.events import *\n\n```\n"
    for module, events in groupby(EVENT_TYPES, inspect.getmodule):
        yield f"## {_plain((inspect.getdoc(module) or '').splitlines()[0]).rstrip('.')}\n"
        for event in events:
            yield f"### {event.__name__}\n"
            yield from [f"{text}\n" for text in _paragraphs(event)]
            yield f"In files it is `{event.wire}`, version {event.version}.\n"
            yield f"```python\n{_example(EXAMPLES[event.__name__])}\n\n```\n"
            yield from _fields(event)
    for part in (Component, SettlementTerm):
        yield f"### {part.__name__}\n"
        yield from [f"{text}\n" for text in _paragraphs(part)]
        yield from _fields(part)
    yield "## Fields that name charges or people\n"
    yield "Sealing a charge removes its id from the fields that name other charges. All other text fields hold the"
    yield "file's own id of one thing, or words of the source.\n"
    yield "| the fields hold | fields |"
    yield "|---|---|"
    records: list[type[Any]] = [*EVENT_TYPES, Component]
    for content in (*LINKS, *PEOPLE):
        named = dict.fromkeys(
            _declared(record, name) for record in records for name in fields_holding(record, (content,))
        )
        yield f"| {content} | {', '.join(named)} |"


def _example(call: str) -> str:
    """A call as an example that prints nothing, on as many lines as it needs."""
    parsed = ast.parse(call, mode="eval").body
    assert isinstance(parsed, ast.Call)
    lines = [f">>> event = {ast.unparse(parsed.func)}("]
    for keyword in parsed.keywords:
        given = f"{ast.get_source_segment(call, keyword)}, "
        if len(lines[-1] + given) > 100:
            lines.append("...     ")
        lines[-1] += given
    return "\n".join([line.rstrip() for line in lines]).removesuffix(",") + ")"


def _paragraphs(record: type[Any]) -> list[str]:
    """The docstring of an event up to its fields, without examples."""
    blocks = (inspect.getdoc(record) or "").partition("Attributes:")[0].strip().split("\n\n")
    return [_plain(block) for block in blocks if not block.startswith(">>>")]


def _fields(record: type[Any]) -> Iterator[str]:
    """A table of the fields of an event or of a part of one: what each takes, and what it means."""
    meanings: dict[str, str] = {}
    for declares in reversed(record.__mro__):
        meanings |= _items((inspect.getdoc(declares) or "").partition("Attributes:\n")[2].splitlines())
    fields = [field for field in attrs.fields(record) if field.name not in ("on", "proceeding")]
    yield from ("| field | takes | default | meaning |", "|---|---|---|---|") if fields else ()
    for field in fields:
        default = "always stated" if field.default is attrs.NOTHING else f"`{field.default}`"
        yield f"| `{field.name}` | {_taken(field.type)} | {default} | {_plain(meanings[field.name])} |"
    yield from [""] if fields else ()


def _taken(declared: Any) -> str:
    """What a field takes, in words; of a vocabulary its words."""
    kinds = [declared, *get_args(declared)]
    words = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Vocabulary)), None)
    if words:
        return f"`{words.__name__}`: {', '.join(word.value for word in words)}"
    named = next(name for kind, name in TAKEN.items() if kind in kinds)
    return f"{named}, one or several" if get_origin(declared) is tuple else named


def _declared(record: type[Any], name: str) -> str:
    """A field by the class that declares it."""
    declares = [each for each in record.__mro__ if name in inspect.get_annotations(each)]
    return f"`{declares[0].__name__}.{name}`"


def _findings() -> Iterator[str]:
    yield "# The findings\n"
    yield "Made from the catalogue. What each code means, the smallest file that raises it, the exact words and what"
    yield "settles it. `casestate check --explain CODE` says the same in a terminal; `--select` and `--ignore` choose"
    yield "codes.\n"
    yield "| code | severity | meaning |"
    yield "|---|---|---|"
    for told in catalogue().values():
        yield f"| [`{told.code}`](#{told.code}) | {told.severity} | {told.meaning} |"
    yield ""
    for told in catalogue().values():
        yield from _finding(told)


def _finding(told: FindingType) -> Iterator[str]:
    yield f"## {told.code}\n"
    yield f"Severity {told.severity}. {told.meaning}\n"
    yield "```json"
    yield (FINDINGS / f"{told.code}.jsonl").read_text(encoding="utf-8").rstrip()
    yield "```\n"
    yield "```text"
    yield (FINDINGS / f"{told.code}.txt").read_text(encoding="utf-8").rstrip()
    yield "```\n"


def _policies() -> Iterator[str]:
    yield "# The policies\n"
    yield "Made from the code. What each policy means, what reads it, and its value in each procedure of the library"
    yield "with the authority for it. A dash means not known, and *default* that the authority was not read.\n"
    meanings = dict(_items((inspect.getdoc(Policies) or "").partition("Attributes:\n")[2].splitlines()))
    for name in POLICIES:
        yield f"## {name}\n"
        yield f"{_plain(meanings[name])}\n"
        yield f"Read by {', '.join(_readers(name))}.\n"
        for procedure in PROCEDURES.values():
            yield f"* {procedure.name}: {_settled(procedure, name)}"
        yield ""
    yield "## Authorities that were not read\n"
    for procedure in PROCEDURES.values():
        cited = [(name, each.cite) for name, each in procedure.policies.cites.items() if each.mark is Mark.DEFAULT]
        if cited:
            yield f"### {procedure.name}\n"
            yield from _unread(cited)


def _readers(policy: str) -> list[str]:
    """The checks that read a policy, by code, or what else does."""
    codes = [f"[`{check.type.code}`](findings.md#{check.type.code})" for check in CHECKS if policy in check.policies]
    others = ["`is_conviction`"] if policy in READS else []
    return list(dict.fromkeys([*codes, *others])) or ["the rows of an accepted plea and of a sentence"]


def _settled(procedure: Procedure, policy: str) -> str:
    """The value of a policy in a procedure, with its authority."""
    cited = procedure.policies.cites.get(policy)
    authority = f" ({cited.cite}{', *default*' if cited.mark is Mark.DEFAULT else ''})" if cited else ""
    return f"{_value(getattr(procedure.policies, policy))}{authority}"


def _value(value: object) -> str:
    """The value of a policy in words."""
    if value is None or value == "unknown":
        return "–"
    return ("yes" if value else "no") if isinstance(value, bool) else "; ".join(_parts(value)) or "–"


def _parts(value: object) -> Iterator[str]:
    match value:
        case GradeOrder():
            yield from [words[0] for words in value.ranks]
        case Counts():
            yield from [f"{purpose.replace('_', ' ')}: {_value(counts)}" for purpose, counts in value.named.items()]
            yield f"otherwise: {_value(value.otherwise)}"
        case Mapping():
            yield from [f"{key.replace('_', ' ')}: {_limit(each)}" for key, each in value.items()]
        case frozenset():
            yield from sorted(value)
        case _:
            yield str(value).replace("_", " ")


def _limit(value: object) -> str:
    """The value of one key of a policy; where there is no limit, it says so."""
    if value is None:
        return "no limit"
    return f"({_value(value)})" if isinstance(value, Counts) else _value(value)


def _diagrams() -> Iterator[str]:
    yield "# The table as diagrams\n"
    yield "Made from the table, and printed by `casestate diagram`. An edge is what one or more acts do; acts that"
    yield "leave the phase as it is are left out. An edge out of an end is a review, or an act that reopens.\n"
    for machine in GENERIC.machines:
        yield f"## One {machine.kind}\n"
        yield f"```mermaid\n{diagram(GENERIC, machine.kind)}```\n"
    for procedure in PROCEDURES.values():
        differing = [kind for kind in procedure.by_kind if diagram(procedure, kind) != diagram(GENERIC, kind)]
        for kind in differing:
            yield f"## One {kind}, {procedure.name}\n"
            yield f"```mermaid\n{diagram(procedure, kind)}```\n"


def _command_line() -> Iterator[str]:
    yield "# The command line\n"
    yield "Made from the code. `casestate COMMAND --help` prints the same in a terminal. Tables need the extra `cli`;"
    yield "all else works without it. Options are written in full.\n"
    yield "## Exit status\n"
    yield "| status | meaning |"
    yield "|---|---|"
    yield from [f"| {status} | {meaning} |" for status, meaning in STATUSES.items()]
    yield "\nOne file that could not be read makes the status 2, whatever was found in the others.\n"
    yield "## Output for machines\n"
    yield "`--json` prints JSON. Its schema is [output.schema.json](output.schema.json), with one definition for each"
    yield "command. `casestate schema show` prints that of `show` with what it needs, and so on for the others;"
    yield "`casestate schema` prints [the schema of case files](casefile.schema.json).\n"
    yield "`check --output-format` also prints findings as SARIF 2.1.0 and as annotations of a GitHub workflow. There a"
    yield "finding of severity error is an error, policy and warning are warnings, and incomplete is a note.\n"
    yield "```yaml"
    yield "- run: casestate check cases --output-format github"
    yield "```\n"
    yield "## Completion\n"
    yield "The extra `cli` completes commands, options, choices and files. In `~/.bashrc`:\n"
    yield "```bash"
    yield 'eval "$(casestate completion bash)"'
    yield "```\n"
    yield "In zsh, write it into a folder of `fpath`, as with `casestate completion zsh > ~/.zfunc/_casestate`.\n"
    whole = parser("")
    yield "## casestate\n"
    yield from _arguments(whole)
    for name, command in commands_of(whole).items():
        yield f"## casestate {name}\n"
        yield f"{_plain(command.description or '')}\n"
        yield from _arguments(command)


def _layouts() -> Iterator[str]:
    yield "# Layouts\n"
    yield "Made from the code. A layout says how the rows of a table become acts."
    yield "[Read a table](../how-to/read-a-table.md) shows how. In TOML and in Python the keys are the same.\n"
    yield "## Keys\n"
    yield "Only `case` and `defendant` are always needed, and either `date` and `act`, or `dated`.\n"
    yield "| key | meaning |"
    yield "|---|---|"
    needless = ("name", "procedure")
    yield from [f"| `{name}` | {text} |" for name, text in _attributes_of(tables.Layout) if name not in needless]
    laws_by_name = ", ".join([f"`{name}`" for name in PROCEDURES])
    yield f"| `procedure` | The law, by its name: {laws_by_name}. In Python also one derived. |"
    yield "\n## Values\n"
    yield "Wherever a field of an act takes a value, a layout states it as it is, or says where it comes from.\n"
    yield "| in TOML | in Python | is |"
    yield "|---|---|---|"
    yield from [f"| `{toml}` | `{python}` | {meaning} |" for toml, python, meaning in VALUES]
    for kind, title in (
        (tables.Column, "A column"),
        (tables.Act, "An act"),
        (tables.Dated, "A part of `dated`"),
        (tables.Order, "The docket order"),
    ):
        yield f"\n### {title}\n"
        yield "| key | meaning |"
        yield "|---|---|"
        names = {"names": "column", "kind": "act", "fields": "*any field of the event*"}
        yield from [f"| {_key(names.get(name, name))} | {text} |" for name, text in _attributes_of(kind)]
    yield "\n## Readers\n"
    yield "A reader makes the value of a field from a text. Where none is named, lengths, sums, numbers, flags and"
    yield "dates are read by the type of the field. `readers` in the layout states a reader with options, as in"
    yield '`readers.sentence = {use = "sentence", kinds = {DOC = "prison"}}`; in Python it may name any function of a'
    yield "text.\n"
    yield "| name | meaning |"
    yield "|---|---|"
    yield from [f"| `{name}` | {READER_WORDS[name]} |" for name in READERS]
    yield "\n`sentence` takes these options:\n"
    yield "| option | meaning |"
    yield "|---|---|"
    options = _items((inspect.getdoc(sentence) or "").partition("Args:\n")[2].partition("\nRaises:")[0].splitlines())
    yield from [f"| `{name}` | {_marked(text)} |" for name, text in options]
    yield "\n## Findings about rows\n"
    yield "Each message begins with the number of the row. `findings` in the layout states codes of its own, which acts"
    yield "and words name with `finding`.\n"
    yield "| code | severity | meaning | remedy |"
    yield "|---|---|---|---|"
    yield from [
        f"| `{each.code}` | {each.severity} | {each.meaning} | {each.remedy} |" for each in tables.REMARKS.values()
    ]


def _key(name: str) -> str:
    return name if name.startswith("*") else f"`{name}`"


def _attributes_of(kind: type[Any]) -> Iterator[tuple[str, str]]:
    said = (inspect.getdoc(kind) or "").partition("Attributes:\n")[2].partition("\nRaises:")[0]
    return ((name, _marked(text)) for name, text in _items(said.splitlines()))


def _marked(text: str) -> str:
    """Return the text of a docstring as Markdown, for a cell of a table."""
    plain = re.sub(r":\w+:`([^`]+)`", r"`\1`", text)
    return plain.replace("``", "`").replace("|", "\\|")


VALUES = (
    ('"without"', '"without"', "the value itself"),
    ('{column = "reason"}', 'column("reason")', "the text of a column; a blank cell leaves the field out"),
    ('{column = ["term", "unit"]}', 'column("term", "unit")', "the texts of several columns, joined by a space"),
    ('{column = "plea", words = {G = "guilty"}}', 'column("plea", words={"G": "guilty"})', "what a word stands for"),
    ('{column = "plea", words = "pleas"}', 'column("plea", words="pleas")', "what a word stands for in `words.pleas`"),
    ('{is = "guilty", finding = "odd"}', 'word("guilty", finding="odd")', "in a table of words: with a finding"),
    ('{text = "forfeited on {charge}"}', 'text("forfeited on {charge}")', "a text; `{row}` is the number of the row"),
)
"""The ways to state a value."""
READER_WORDS = {
    "term": "a length, such as `24 Months`, `8.75 Year(s)` or `1 yr 6 mos`, exactly",
    "money": "a sum, such as `$1,200.50` or `500 EUR`",
    "number": "a whole number",
    "flag": "`yes` or `no`, `true` or `false`, `y` or `n`, `1` or `0`",
    "list": "several texts, with semicolons between them",
    "sentence": "the parts of a sentence, such as `Probation: 24 Months; Fine: $500`",
}


def _arguments(command: argparse.ArgumentParser) -> Iterator[str]:
    yield "| argument | meaning |"
    yield "|---|---|"
    for each in [each for each in arguments_of(command) if each.dest != "help"]:
        values = each.metavar or (f"{{{','.join(each.choices)}}}" if each.choices and each.option_strings else "")
        named = ", ".join(each.option_strings)
        need = " (required)" if each.required and each.option_strings else ""
        yield f"| `{f'{named} {values}'.strip()}`{need} | {_plain(each.help or '')} |"
    yield ""


KIT: dict[Any, tuple[Any, ...]] = {
    testing: (testing.given, testing.Scenario, testing.Proposal),
    files: (files.CaseFiles,),
    code: (code.as_code,),
    strategies: tuple(getattr(strategies, name) for name in strategies.__all__),
    laws: (
        laws.check_fold,
        laws.check_procedure,
        laws.check_codec,
        laws.check_importer,
        laws.check_store,
        laws.LawBroken,
    ),
    machines: (machines.CaseMachine,),
}
"""What the kit offers, by the module from which it is imported."""
LAWS = {
    laws.check_fold: laws.FOLD_LAWS,
    laws.check_procedure: laws.PROCEDURE_LAWS,
    laws.check_codec: laws.CODEC_LAWS,
    laws.check_importer: laws.IMPORTER_LAWS,
    laws.check_store: laws.STORE_LAWS,
}
_ITEM = re.compile(r"    (\w+): (.*)")
_ROLE = re.compile(r":\w+:`(?:~[\w.]*\.)?([^`]*)`")


def _testing() -> Iterator[str]:
    yield "# The testing kit\n"
    yield "Made from the code. How it is used: [scenarios](../how-to/write-scenarios.md),"
    yield "[histories](../how-to/test-with-histories.md), [laws](../how-to/hold-your-own-code-to-the-laws.md)."
    for module, offered in KIT.items():
        yield f"\n## {module.__name__}\n"
        yield from _told(module)
        for each in offered:
            yield f"\n### {each.__name__}\n"
            yield from [f"```text\n{_called(each)}\n```\n"] if not isinstance(each, type) else []
            yield from _told(each)
            yield from _methods(each) if isinstance(each, type) else ()
            yield from _laws(LAWS.get(each, ()))


def _methods(cls: type) -> Iterator[str]:
    """What of a class is its own, public and not a field."""
    for name, each in vars(cls).items():
        if inspect.isfunction(each) and (not name.startswith("_") or name == "__call__"):
            yield f"\n#### {cls.__name__}.{name}\n"
            yield f"```text\n{_called(each)}\n```\n"
            yield from _told(each)


def _laws(held: Iterable[Any]) -> Iterator[str]:
    """The laws that a check holds, each with what it says and what it guards against."""
    yield from ("\n| law | what it says | |", "|---|---|---|") if held else ()
    for law in held:
        says, _, guards = (inspect.getdoc(law) or "").partition("\n\n")
        yield f"| `{law.__name__}` | {_plain(says)} | {_plain(guards)} |"


def _called(each: Any) -> str:
    """How a function is called: its arguments, without their types."""
    given = inspect.signature(each).parameters.values()
    bare = [p.replace(annotation=p.empty, default=_default(p.default)) for p in given if p.name != "self"]
    return each.__name__ + str(inspect.Signature(bare))


def _default(value: Any) -> Any:
    """A default as it is written in code."""
    if isinstance(value, Procedure):
        return _Named(value.name.upper())
    named = inspect.isroutine(value) or (inspect.isclass(value) and value is not inspect.Parameter.empty)
    return _Named(value.__name__) if named else value


class _Named(str):
    """A default that goes by its name."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _told(each: Any) -> Iterator[str]:
    """A docstring without its examples: the sections as lists."""
    for block in (inspect.getdoc(each) or "").split("\n\n"):
        heading, *lines = block.splitlines()
        if heading in ("Args:", "Attributes:", "Raises:"):
            yield f"{heading[:-1]}:\n"
            yield from [f"* `{name}`: {_plain(text)}" for name, text in _items(lines)]
        elif not heading.startswith(">>>"):
            yield _plain(block)
        else:
            continue
        yield ""


def _items(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The names of a section, each with what is said of it on one line or several."""
    said: dict[str, str] = {}
    for line in lines:
        found = _ITEM.fullmatch(line)
        if found:
            said[found[1]] = found[2]
        else:
            said[list(said)[-1]] += f" {line.strip()}"
    yield from said.items()


def _plain(text: str) -> str:
    return _ROLE.sub(r"``\1``", " ".join(text.split())).replace("``", "`").replace("|", "\\|")


if __name__ == "__main__":
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
