"""The board: the issues of the list's query in columns, beside each other."""
