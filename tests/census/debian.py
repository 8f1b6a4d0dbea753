"""Root folders that hold a package of Debian and all it needs, unpacked and not installed: nothing starts by itself."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from census.missing import MissingError, program

if TYPE_CHECKING:
    from collections.abc import Iterable

MERGED: Final = ("bin", "sbin", "lib", "lib64")
"""Folders that are the ones below usr (Debian's usrmerge)."""
DEVICES: Final = ("null", "zero", "random", "urandom")
TOOLS: Final = ("dash", "coreutils", "sed", "grep", "mawk", "findutils", "netbase")
"""What the scripts of packages call, and Debian takes for granted."""
TREE: Final = ("dev", "etc", "proc", "root", "run", "tmp", "usr", "var/log", "var/mail", "var/tmp")
ROOT: Final = "root:x:0:0::/root:/bin/sh\n"
NAMES: Final = "passwd: files\ngroup: files\nshadow: files\nhosts: files\nservices: files\naliases: files\n"


def download(packages: Iterable[str], archives: Path) -> None:
    """Fetch packages and all that they need, as if nothing were installed yet."""
    (archives / "partial").mkdir(parents=True, exist_ok=True)
    nothing = archives / "status"
    nothing.touch()
    state = [f"-oDir::State::status={nothing}", f"-oDir::Cache::archives={archives}", "-oDebug::NoLocking=1"]
    command = [program("apt-get"), "-qq", "-y", "--no-install-recommends", "--download-only", *state, "install"]
    done = subprocess.run([*command, *TOOLS, *packages], capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["nothing"]
        raise MissingError(f"apt-get does not get {' '.join(packages)}, and said: {said[-1]}")
    for archive in _superseded(archives):
        archive.unlink()


def _superseded(archives: Path) -> list[Path]:
    """Return the packages in a folder of which a newer version is there too, from an earlier run."""
    every = sorted(archives.glob("*.deb"), key=lambda path: path.stat().st_mtime)
    newest = {path.name.partition("_")[0]: path for path in every}
    return [path for path in every if path not in newest.values()]


def version(package: str, archives: Path) -> str:
    """Return the version of a package that was downloaded."""
    (archive,) = archives.glob(f"{package}_*.deb")
    shown = [program("dpkg-deb"), "--field", str(archive), "Version"]
    return subprocess.run(shown, capture_output=True, text=True, check=True).stdout.strip()


def unpack(archives: Path, root: Path, users: Iterable[str]) -> None:
    """Make a root folder of all packages in a folder, with users of its own, each with a group of the same name."""
    for name in (*TREE, *(f"usr/{name}" for name in MERGED)):
        (root / name).mkdir(parents=True, exist_ok=True)
    for name in MERGED:
        (root / name).symlink_to(f"usr/{name}")
    (root / "var/run").symlink_to("../run")
    for archive in sorted(archives.glob("*.deb")):
        subprocess.run([program("dpkg-deb"), "--extract", str(archive), str(root)], check=True, capture_output=True)
    (root / "tmp").chmod(0o1777)
    for name, target in (("sh", "dash"), ("awk", "mawk")):
        (root / "bin" / name).unlink(missing_ok=True)
        (root / "bin" / name).symlink_to(target)
    for name in DEVICES:
        status = Path("/dev", name).stat()
        os.mknod(root / "dev" / name, status.st_mode, status.st_rdev)
        (root / "dev" / name).chmod(0o666)  # the mask of the process keeps some of it from mknod
    _people(root / "etc", users)


def _people(etc: Path, users: Iterable[str]) -> None:
    numbered = list(enumerate(users, 2000))
    people = "".join(f"{name}:x:{number}:{number}::/var/empty:/bin/sh\n" for number, name in numbered)
    groups = "".join(f"{name}:x:{number}:\n" for number, name in numbered)
    (etc / "passwd").write_text(ROOT + people, encoding="ascii")
    (etc / "group").write_text("root:x:0:\n" + groups, encoding="ascii")
    (etc / "nsswitch.conf").write_text(NAMES, encoding="ascii")
    (etc / "hosts").write_text("127.0.0.1 mx.example.org mx localhost\n", encoding="ascii")
    (etc / "resolv.conf").write_text("nameserver 127.0.0.1\n", encoding="ascii")
    (etc / "hostname").write_text("mx.example.org\n", encoding="ascii")
