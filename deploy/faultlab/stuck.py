class Stuck(Exception):
    """The laboratory itself cannot go on; says why."""
