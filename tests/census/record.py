"""The replies that are kept: one readable file a server."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from census.client import Dialogue, Exchange

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping

FOLDER: Final = Path(__file__).parent / "recorded"
LONGEST: Final = 400
"""How much is kept of what was sent; replies are kept whole."""


@dataclass(frozen=True)
class Record:
    """What one server said, situation by situation."""

    name: str
    title: str
    version: str
    origin: str
    date: datetime.date
    provider: str
    """The name of the server in the graph; the graph need not have it."""
    protocol: str
    """SMTP or LMTP."""
    remark: str
    """What a reader must know of how it was set up."""
    dialogues: Mapping[str, Dialogue]
    """By the name of the situation."""


def write(record: Record) -> Path:
    """Write the file of a server."""
    path = FOLDER / f"{record.name}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(_lines(record)), encoding="utf-8")
    return path


def read_all() -> list[Record]:
    """Return what every server said, in the order of their titles."""
    return sorted(map(read, FOLDER.glob("*.toml")), key=lambda record: record.title.casefold())


def read(path: Path) -> Record:
    """Read the file of a server."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    dialogues = {name: _dialogue(told) for name, told in found.pop("situation").items()}
    return Record(name=path.stem, dialogues=dialogues, **found)


def _dialogue(told: Mapping[str, Any]) -> Dialogue:
    return Dialogue(tuple(Exchange(*each) for each in told["exchanges"]), told.get("closed", False))


def _lines(record: Record) -> Iterator[str]:
    yield f"# What {record.title} says, as `make census` has recorded it."
    yield "# Each exchange: what was sent, what came back, and how often in a row if more than once."
    yield ""
    for key in ("title", "version", "origin"):
        yield f"{key} = {_text(getattr(record, key))}"
    yield f"date = {record.date.isoformat()}"
    for key in ("provider", "protocol", "remark"):
        yield f"{key} = {_text(getattr(record, key))}"
    for name, dialogue in record.dialogues.items():
        yield ""
        yield f"[situation.{name}]"
        if dialogue.closed:
            yield "closed = true"
        yield "exchanges = ["
        for each in dialogue.exchanges:
            times = f", {each.times}" if each.times > 1 else ""
            yield f"  [{_text(_short(each.sent))}, {_text(each.got)}{times}],"
        yield "]"
    yield ""


def _short(sent: str) -> str:
    return sent if len(sent) <= LONGEST else f"{sent[:60]}... ({len(sent)} characters in all)"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
