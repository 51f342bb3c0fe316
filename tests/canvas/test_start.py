"""What a first picture does without is not loaded for it."""

from __future__ import annotations

import subprocess
import sys


def test_showing_a_map_loads_no_commands_and_nothing_for_the_hand() -> None:
    code = """
import sys
import cxdesigner.canvas.view
late = ("cxdesigner.commands", "cxdesigner.journey", "cxdesigner.canvas.tools", "cxdesigner.canvas.editing")
print(*(name for name in sys.modules if name.startswith(late)))
"""

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.split() == []
