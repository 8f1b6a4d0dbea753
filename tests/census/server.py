"""The servers, one file each in the folder `servers`: what to get, how to configure it, how to start it."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from census import debian
from census.client import HOST
from census.missing import MissingError, program
from census.sandbox import Processes, run_inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER: Final = Path(__file__).parent / "servers"
Protocol = Literal["SMTP", "LMTP"]
STARTING: Final = 30.0
"""Seconds within which a server must listen."""
CERTIFICATE: Final = (
    "-x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=mx.example.org"
    " -keyout key.pem -out cert.pem"
)


@dataclass(frozen=True)
class Server:
    """How to have a server here.

    In files and commands ``{front}`` and ``{submission}`` stand for the ports, ``{here}`` for the folder with the
    certificate as the server sees it, and ``{packages}`` for the folder of the packages.
    """

    name: str
    title: str
    origin: Literal["Debian", "npm", "PyPI"]
    packages: tuple[str, ...]
    """The packages; the first gives the version."""
    command: tuple[str, ...]
    """Starts the server, which stays in the foreground or goes to the background."""
    files: Mapping[str, str]
    """Paths, and what they hold."""
    provider: str = ""
    remark: str = ""
    """What a reader must know of how it is set up."""
    protocol: Protocol = "SMTP"
    doors: tuple[str, ...] = ("front",)
    setup: tuple[tuple[str, ...], ...] = ()
    """Commands to run first."""
    users: tuple[str, ...] = ()
    """The users that the server needs in its root folder."""


def servers() -> list[Server]:
    """Return all servers, by name."""
    return [_read(path) for path in sorted(FOLDER.glob("*.toml"))]


def _read(path: Path) -> Server:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = {key: tuple(value) for key, value in told.items() if isinstance(value, list)}
    lists["setup"] = tuple(map(tuple, told.get("setup", ())))
    return Server(name=path.stem, **{**told, **lists})


def install(server: Server, cache: Path) -> str:
    """Get the packages of a server, if they are not in the cache; return its version.

    :raises MissingError: if they cannot be had.
    """
    place = cache / server.name
    package = server.packages[0]
    if server.origin == "Debian":
        if os.geteuid():
            raise MissingError("only root may start a server in a root folder of its own")
        debian.download(server.packages, place)
        return debian.version(package, place)
    place.mkdir(parents=True, exist_ok=True)
    if server.origin == "npm":
        _run([program("npm"), "install", "--prefix", str(place), "--no-audit", "--no-fund", *server.packages])
        shown = [program("node"), "-p", f"require('./node_modules/{package}/package.json').version"]
    else:
        python = str(place / "bin/python")
        if not Path(python).exists():
            _run([sys.executable, "-m", "venv", str(place)])
        _run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *server.packages])
        shown = [python, "-c", f"import importlib.metadata as found; print(found.version('{package}'))"]
    return _run(shown, place)


def _run(command: list[str], folder: Path | None = None) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["nothing"]
        raise MissingError(f"{Path(command[0]).name} failed and said: {said[-1]}")
    return done.stdout.strip()


@contextlib.contextmanager
def running(server: Server, cache: Path, logs: Path | None = None) -> Iterator[dict[str, int]]:
    """Run a server in a temporary folder; gives the port of each door.

    :param logs: keeps there what the server writes.
    :raises MissingError: if it does not start.
    """
    with tempfile.TemporaryDirectory(prefix=f"census-{server.name}-", ignore_cleanup_errors=True) as folder:
        base = Path(folder)
        base.chmod(0o755)
        rooted = server.origin == "Debian"
        ports = {door: _free_port() for door in server.doors}
        words = {"here": "/census" if rooted else folder, "packages": str(cache / server.name), **ports}
        here = base / "census" if rooted else base
        if rooted:
            debian.unpack(cache / server.name, base, server.users)
            here.mkdir()
        _run([program("openssl"), "req", *CERTIFICATE.split()], here)
        for path, text in server.files.items():
            _place(base / path, _filled(text, words))
        for command in server.setup:
            run_inside([_filled(word, words) for word in command], base)
        log = base / "census.log"
        processes = Processes([_filled(word, words) for word in server.command], log, base, base if rooted else None)
        try:
            _await(ports, processes, log)
            yield ports
        finally:
            processes.end()
            if logs:
                shutil.copy(log, logs / f"{server.name}.log")


def _place(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if text.startswith("#!"):
        path.chmod(0o755)


def _filled(text: str, seen: Mapping[str, object]) -> str:
    for key, value in seen.items():
        text = text.replace(f"{{{key}}}", str(value))
    return text


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _await(ports: Mapping[str, int], processes: Processes, log: Path) -> None:
    end = time.monotonic() + STARTING
    for door, port in ports.items():
        while True:
            try:
                socket.create_connection((HOST, port), 1).close()
                break
            except OSError:
                if processes.ended or time.monotonic() > end:
                    said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-3:]
                    raise MissingError(f"nothing listens at the door {door}; it said: {' / '.join(said)}") from None
                time.sleep(0.1)
