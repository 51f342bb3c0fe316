"""All tools by name."""

from __future__ import annotations

from cxdesigner.canvas.tools.gesture import Tool
from cxdesigner.canvas.tools.link import LinkTool
from cxdesigner.canvas.tools.pan import PanTool
from cxdesigner.canvas.tools.select import SelectTool

TOOLS: dict[str, type[Tool]] = {"select": SelectTool, "link": LinkTool, "pan": PanTool}
"""One row a tool; the view chooses by name."""
