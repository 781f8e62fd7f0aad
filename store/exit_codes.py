"""What a terminal command's exit code says, to scripts, agents and git."""

DONE = 0
NOTHING = 1
"""Nothing was done; the reason is on stderr."""
USAGE = 2
"""The command line is wrong; argparse answers with it."""
PROBLEMS = 3
"""Done, with problems that are listed."""
NOT_TIDIED = 4
"""checkpoint only: not all changes could be brought into the tracker's file."""
