"""Tie a process to its parent, so that none is left behind when the parent is killed."""

import ctypes
import os
import signal

PR_SET_PDEATHSIG = 1


def die_with_it(sign: signal.Signals) -> None:
    """Ask the kernel for a signal when the parent dies; only Linux can be asked."""
    standing = os.getppid()
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(sign))
    except (AttributeError, OSError):
        return
    if os.getppid() != standing:  # it died before we asked
        os.kill(os.getpid(), sign)
