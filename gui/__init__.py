"""The window: it asks the store and shows the answers."""
