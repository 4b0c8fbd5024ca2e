"""Which errors are sentences for the person at the command line, and which are defects of the program."""

_OWN_PACKAGES = {"flows", "transforms", "expectations", "warehouse"}


def is_for_people(error: BaseException) -> bool:
    """Whether the message says what happened and what to do: our own errors, and those of the file system."""
    return isinstance(error, OSError) or type(error).__module__.split(".")[0] in _OWN_PACKAGES
