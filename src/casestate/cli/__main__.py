"""``python -m casestate.cli`` is the command."""

import sys

from casestate.cli import main

if __name__ == "__main__":
    sys.exit(main())
