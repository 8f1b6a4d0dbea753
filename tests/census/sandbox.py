"""A network of nothing but loopback, and processes that end together."""

from __future__ import annotations

import ctypes
import fcntl
import os
import socket
import struct
import subprocess
from typing import TYPE_CHECKING, Final

from census.missing import MissingError, program

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CLONE_NEWNET: Final = 0x40000000
SIOCGIFFLAGS: Final = 0x8913
SIOCSIFFLAGS: Final = 0x8914
IFF_UP: Final = 1
ENVIRONMENT: Final = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LANG": "C",
    "HOME": "/root",
}
SETUP: Final = 60
"""Seconds that a command may take that only prepares something."""


def leave_the_network() -> None:
    """Go on in a network of its own: nothing outside can be reached, and nothing outside can reach a server.

    :raises MissingError: if the system does not allow that.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNET):
        raise MissingError(f"a network of its own is refused ({os.strerror(ctypes.get_errno())}); run this as root")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        answer = fcntl.ioctl(any_socket, SIOCGIFFLAGS, struct.pack("16sH14x", b"lo", 0))
        (flags,) = struct.unpack("16xH14x", answer)
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", flags | IFF_UP))


class Processes:
    """A command and all that it starts, however they detach themselves; they end with this program at the latest."""

    def __init__(self, command: Sequence[str], log: Path, folder: Path, root: Path | None = None) -> None:
        alone = [program("setpriv"), "--pdeathsig", "KILL", program("unshare"), "--pid", "--fork", "--kill-child"]
        # A server that goes to the background leaves a first process behind, with which all others would end.
        stay = ["sh", "-c", '"$@"; code=$?; [ $code = 0 ] && exec sleep infinity; exit $code', "sh"]
        rooted = [program("chroot"), str(root)] if root else []
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [*alone, *rooted, *stay, *command],
                cwd=folder,
                env=ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    def end(self) -> None:
        """End the first process, and with it the kernel ends all others of its number space."""
        self._process.kill()
        self._process.wait()


def run_inside(command: Sequence[str], root: Path) -> None:
    """Run a command in a root folder to its end.

    :raises MissingError: if it fails.
    """
    rooted = [program("chroot"), str(root), *command]
    done = subprocess.run(rooted, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=SETUP)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["nothing"]
        raise MissingError(f"{command[0]} failed and said: {said[-1]}")
