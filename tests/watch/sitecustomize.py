"""Python runs this at its start wherever this folder is on ``PYTHONPATH``."""

import live_content

live_content.watch()
