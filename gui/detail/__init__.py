"""The detail pane: one issue, every field of it, edited in place."""
