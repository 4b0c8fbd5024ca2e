"""Processes that are forked from this one, so that each starts with everything imported, and that are really killed."""

import os
import signal
import sys
import traceback
from collections.abc import Callable


def spawn(work: Callable[[], object]) -> int:
    """Starts the work in a process of its own and returns its id; it ends with 0, or with 1 and a traceback on standard error."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def wait(pid: int) -> int:
    """The exit code of a child, or the negative number of the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def kill(pid: int) -> None:
    """Ends a child as a power failure would; one that has just ended stays as it is."""
    os.kill(pid, signal.SIGKILL)
