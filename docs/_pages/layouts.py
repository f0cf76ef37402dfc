"""The page of the layouts of tables."""

import inspect
from collections.abc import Iterator

from _pages.docstrings import attributes_of, items, marked
from casestate import tables
from casestate.law import PROCEDURES
from casestate.tables.readers import READERS, sentence

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


def page() -> Iterator[str]:
    yield "# Layouts\n"
    yield "Made from the code. A layout says how the rows of a table become acts."
    yield "[Read a table](../how-to/read-a-table.md) shows how. In TOML and in Python the keys are the same.\n"
    yield "## Keys\n"
    yield "Only `case` and `defendant` are always needed, and either `date` and `act`, or `dated`.\n"
    yield "| key | meaning |"
    yield "|---|---|"
    needless = ("name", "procedure")
    yield from [f"| `{name}` | {text} |" for name, text in attributes_of(tables.Layout) if name not in needless]
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
        yield from [f"| {_key(names.get(name, name))} | {text} |" for name, text in attributes_of(kind)]
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
    options = items((inspect.getdoc(sentence) or "").partition("Args:\n")[2].partition("\nRaises:")[0].splitlines())
    yield from [f"| `{name}` | {marked(text)} |" for name, text in options]
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
