"""The tracker without a window: no Qt, usable from a terminal (python -m store)."""
