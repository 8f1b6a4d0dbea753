"""Starts the servers, provokes them and keeps what they say; see `docs/explanation/census.md`."""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path
from typing import Final

from census.missing import MissingError
from census.provoke import provoke
from census.record import Record, read_all, write
from census.sandbox import leave_the_network
from census.server import Server, install, running, servers
from census.told import untold
from knowledge.smtp import load

CACHE: Final = Path(__file__).parents[2] / ".census"


def main() -> int:
    """Record the servers that are asked for; a server that cannot be had is skipped, and its reason printed."""
    parser = argparse.ArgumentParser(prog="python -m census", description=__doc__)
    parser.add_argument("server", nargs="*", help="a server, by the name of its file; all of them without one")
    parser.add_argument("--logs", type=Path, help="a folder for what the servers write themselves")
    parser.add_argument(
        "--untold", action="store_true", help="start nothing; print the recorded replies that the facts do not have"
    )
    asked = parser.parse_args()
    if asked.untold:
        wanted = [record for record in read_all() if not asked.server or record.name in asked.server]
        print(*map(" | ".join, untold(wanted, load())), sep="\n")
        return 0
    chosen = [server for server in servers() if not asked.server or server.name in asked.server]
    versions = dict(_installed(chosen))
    try:
        leave_the_network()
    except MissingError as error:
        print(f"skipped all: {error}")
        return 1
    for server in chosen:
        if server.name in versions:
            _record(server, versions[server.name], asked.logs)
    return 0


def _installed(chosen: list[Server]) -> list[tuple[str, str]]:
    found = []
    for server in chosen:
        try:
            found.append((server.name, install(server, CACHE)))
        except MissingError as error:
            print(f"skipped {server.title}: {error}", flush=True)
    return found


def _record(server: Server, version: str, logs: Path | None) -> None:
    today = datetime.datetime.now(tz=datetime.UTC).date()
    try:
        with running(server, CACHE, logs) as ports:
            dialogues = dict(provoke(ports, server.protocol))
    except MissingError as error:
        print(f"skipped {server.title}: {error}", flush=True)
        return
    told = (server.provider, server.protocol, server.remark)
    record = Record(server.name, server.title, version, server.origin, today, *told, dialogues)
    path = write(record)
    print(f"{server.title} {version}: {len(dialogues)} situations in {path.name}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
