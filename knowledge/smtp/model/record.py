"""Frozen records with typed fields.

They are what `dataclasses.dataclass(frozen=True)` makes, without the methods that it writes and compiles for each
class: compiling those of the graph's fifty kinds of records took five times as long as loading all the facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, NoReturn, Self, TypeVar, dataclass_transform

from knowledge.smtp.model.brief import brief

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

REQUIRED: Final = object()
"""Stands for the default of a field that has none."""


@dataclass_transform(frozen_default=True)
class Record:
    """The base of all records: a subclass has a field for each annotation that is no ``ClassVar``.

    >>> class Point(Record):
    ...     x: int
    ...     y: int = 0
    >>> Point(1), Point(1) == Point(1, 0)
    (Point(x=1, y=0), True)

    Equality and hash are those of the fields. A field cannot be set; `replaced` makes a changed copy.
    """

    FIELDS: ClassVar[dict[str, Any]] = {}
    """The fields in their order, each with its default or `REQUIRED`."""
    NEEDED: ClassVar[tuple[str, ...]] = ()
    """The names of those without a default."""

    def __init_subclass__(cls, *, kw_only: bool = False) -> None:
        """Find the fields of a subclass.

        :param kw_only: for type checkers, which then forbid values by position.
        """
        written: Mapping[str, Any] = cls.__annotations__
        own = {
            name: cls.__dict__.get(name, REQUIRED)
            for name, annotation in written.items()
            if not str(annotation).startswith("ClassVar")
        }
        cls.FIELDS = {**cls.FIELDS, **own}
        cls.NEEDED = tuple(name for name, value in cls.FIELDS.items() if value is REQUIRED)

    def __init__(self, *values: Any, **named: Any) -> None:
        """Fill the fields.

        :raises TypeError: if a value is missing, or there is one for which there is no field.
        """
        fields = self.FIELDS
        filled = self.__dict__
        if len(values) == len(fields) and not named:
            filled.update(zip(fields, values, strict=True))
            return
        filled.update(fields)
        if values:
            filled.update(zip(fields, values, strict=False))
        filled.update(named)
        missing = self.NEEDED and [name for name in self.NEEDED if filled[name] is REQUIRED]
        if missing or len(filled) > len(fields) or len(values) > len(fields):
            raise TypeError(
                f"{type(self).__name__} has the fields {', '.join(fields)}; missing: {', '.join(missing) or 'none'}"
            )

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be set; records are frozen")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be deleted; records are frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def _values(self) -> tuple[Any, ...]:
        """Return the values of the fields; beside them, an instance keeps its cached properties."""
        values = self.__dict__
        return tuple([values[name] for name in self.FIELDS])

    def __getstate__(self) -> dict[str, Any]:
        """Return what is pickled: the fields, without the cached properties, which the other process works out anew."""
        values = self.__dict__
        return {name: values[name] for name in self.FIELDS}

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __rich_repr__(self) -> Iterator[Any]:
        """Yield what `rich` shows: the fields, each with its default, which it leaves out."""
        return ((name, getattr(self, name), default) for name, default in self.FIELDS.items())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={brief(getattr(self, name))}' for name in self.FIELDS)})"


def plain_values(value: Any) -> Any:
    """Return a record, and all records inside it, as nested tuples: the name of each type and the values of its fields.

    Where two records differ, these differ; unlike `repr`, they leave nothing out.

    >>> class Place(Record):
    ...     document: str
    ...     sections: tuple[str, ...] = ()
    >>> plain_values((Place("RFC 5321", ("4.2", "4.3")), Place("RFC 3463")))
    (('Place', 'RFC 5321', ('4.2', '4.3')), ('Place', 'RFC 3463', ()))
    """
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return tuple([plain_values(each) for each in value])
    if isinstance(value, Record):
        values = value.__dict__
        return (type(value).__name__, *[plain_values(values[name]) for name in value.FIELDS])
    return value


SomeRecord = TypeVar("SomeRecord", bound=Record)


def replaced(record: SomeRecord, **changes: Any) -> SomeRecord:
    """Return a record with other values in some of its fields.

    >>> from knowledge.smtp import Citation
    >>> replaced(Citation("RFC 5321"), section="4.2.3").section
    '4.2.3'
    """
    return type(record)(**{name: getattr(record, name) for name in record.FIELDS} | changes)
