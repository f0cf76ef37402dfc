"""The page of the command line."""

import argparse
from collections.abc import Iterator

from _pages.docstrings import plain
from casestate.cli.arguments import STATUSES, parser
from casestate.cli.parsers import arguments_of, commands_of


def page() -> Iterator[str]:
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
        yield f"{plain(command.description or '')}\n"
        yield from _arguments(command)


def _arguments(command: argparse.ArgumentParser) -> Iterator[str]:
    yield "| argument | meaning |"
    yield "|---|---|"
    for each in [each for each in arguments_of(command) if each.dest != "help"]:
        values = each.metavar or (f"{{{','.join(each.choices)}}}" if each.choices and each.option_strings else "")
        named = ", ".join(each.option_strings)
        need = " (required)" if each.required and each.option_strings else ""
        yield f"| `{f'{named} {values}'.strip()}`{need} | {plain(each.help or '')} |"
    yield ""
