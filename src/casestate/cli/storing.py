"""What the commands for a store as a whole do with what they were given."""

import argparse
import sys

from casestate.cli.commands import DOUBTFUL, OK
from casestate.errors import ChainBroken
from casestate.show.words import printable
from casestate.store import Head, open_store


def verify(asked: argparse.Namespace) -> int:
    """Hold a store against its chain, and against a head kept elsewhere; status 1 where it is broken."""
    head = None if asked.head is None else Head.parse(asked.head)
    with open_store(asked.store) as store:
        try:
            found = store.verify(head)
        except ChainBroken as problem:
            print(printable(f"casestate: {problem}"), file=sys.stderr)
            return DOUBTFUL
    print(f"{found.records} records verified: {found.entries} entries, {found.destroyed} destroyed")
    print(f"head: {found.head}")
    if head is None:
        print("without --head, rows cut off the end or a history written anew are not seen")
    return OK
