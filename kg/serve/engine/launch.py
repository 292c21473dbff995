"""Becomes another program that ends with its parent and has bounded memory: ``launch.py PARENT BYTES PROGRAM ...``.

Run as a file by an interpreter without packages, which takes 15 ms: limits are set between the fork and the program,
where a server with threads must not run Python of its own.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

_PR_SET_PDEATHSIG = 1


def end_with_parent(parent: int) -> None:
    """Have the system end this process when its parent ends, where it can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the line above
        os._exit(0)


def main() -> None:
    """Set the limits and become the program, in a process group of its own: Ctrl-C goes to its parent only."""
    parent, memory, *command = sys.argv[1:]
    os.setpgid(0, 0)
    end_with_parent(int(parent))
    resource.setrlimit(resource.RLIMIT_DATA, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execv(command[0], command)  # noqa: S606 (no shell is wanted)


if __name__ == "__main__":
    main()
