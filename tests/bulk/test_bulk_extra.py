"""Without NumPy, bulk work says which extra it needs."""

import subprocess
import sys


def test_bulk_names_the_extra() -> None:
    program = "import sys; sys.modules['numpy'] = None; import casestate.bulk"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ran.stderr.splitlines()[-1].endswith("are not installed: pip install 'casestate[bulk]'")
