"""From what was typed to a typed form: every field is tried, all advice comes at once. Pure."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from staffdev.errors import Advice, Invalid
from staffdev.i18n import N_, S_
from staffdev.sheets import words
from staffdev.sheets.problems import Unreadable

LONGEST_LINE = 500
LONGEST_TEXT = 5_000


Posted = Mapping[str, Any]  # what a browser sent: a multi-dict of strings and files


class Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One page's form. A field's type says how it is read, its Meta what is accepted, `extra["advice"]` what to say."""

    def problems(self) -> Mapping[str, Advice]:
        """Advice about fields that only make sense together; the empty name is for the whole form."""
        return {}


F = TypeVar("F", bound=Form)
Reader = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Field:
    """How one field is read: the marker of a type whose reading is not msgspec's."""

    read: Reader


class RefusedValueError(ValueError):
    """A value that can't be read, with the advice what to type instead."""

    def __init__(self, advice: Advice) -> None:
        self.advice = advice
        super().__init__(str(advice))


def read_day(typed: str) -> date:
    """A day as people write it: 21.11.2026., 21. novembar 2026, 2026-11-21."""
    try:
        return words.parse_day(typed)
    except Unreadable as unreadable:
        raise RefusedValueError(unreadable.advice) from None


def read_minutes(typed: str) -> int:
    """A length as people write it: 4,5 or 2:30 or 2 sata i 30 min; a bare number is hours."""
    try:
        return words.parse_minutes(typed).minutes
    except Unreadable as unreadable:
        raise RefusedValueError(unreadable.advice) from None


def read_clock(typed: str) -> time:
    """A time of day: 18:30, 18.30 or 18."""
    try:
        return words.parse_clock(typed)
    except Unreadable as unreadable:
        raise RefusedValueError(unreadable.advice) from None


Day = Annotated[date, Field(read_day)]
Hours = Annotated[int, Field(read_minutes), Meta(ge=1, le=24 * 60)]
LongHours = Annotated[int, Field(read_minutes), Meta(ge=1, le=1_000 * 60)]
Clock = Annotated[time, Field(read_clock)]
Line = Annotated[str, Meta(min_length=1, max_length=200)]
Prose = Annotated[str, Meta(max_length=LONGEST_TEXT)]


def parse(form: type[F], posted: Posted) -> F:
    """The typed form; raises Invalid with one advice for every field that has to be corrected."""
    values: dict[str, Any] = {}
    problems: dict[str, Advice] = {}
    for spec in _specs(form):
        try:
            values[spec.name] = spec.read(posted)
        except RefusedValueError as refused:
            problems[spec.name] = refused.advice
    if problems:
        raise Invalid(problems)
    made = form(**values)
    if found := made.problems():
        raise Invalid(found)
    return made


def clean(typed: str) -> str:
    """What was typed, normalised (NFC), without control and direction-changing characters, trimmed."""
    if typed.isascii() and typed.isprintable():
        return typed.strip()  # nothing of the kind is in it; a megabyte is looked through in a millisecond
    text = unicodedata.normalize("NFC", typed.replace("\r\n", "\n"))
    unseen = {c for c in set(text) - {"\n", "\t"} if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"}}
    return text.translate(dict.fromkeys(map(ord, unseen))).strip() if unseen else text.strip()


@dataclass(frozen=True, slots=True)
class _Spec:
    """One field of a form, worked out once."""

    name: str
    base: Any
    constraint: Any
    field: Field | None
    advice: Advice | None
    longest: int | None
    optional: bool
    default: Any
    is_list: bool
    is_file: bool

    def read(self, posted: Posted) -> Any:
        if self.is_list:
            return self._converted(_chosen(posted, self.name))
        raw = posted.get(self.name)
        if self.is_file:
            return self._file(raw)
        typed = clean(raw) if isinstance(raw, str) else ""
        if self.base is bool:
            return typed in {"on", "true", "1", "yes"}
        if not typed:
            return self._blank()
        return self._converted(self.field.read(typed) if self.field else typed)

    def _file(self, raw: Any) -> Any:
        if raw is None or isinstance(raw, str) or not getattr(raw, "filename", ""):
            return self._blank()
        return raw

    def _blank(self) -> Any:
        if self.default is not msgspec.NODEFAULT:
            return self.default
        if self.optional:
            return None
        raise RefusedValueError(self.advice or N_("Fill in this field."))

    def _converted(self, value: Any) -> Any:
        try:
            return msgspec.convert(value, self.constraint, strict=False)
        except msgspec.ValidationError:
            raise RefusedValueError(self._too_long(value) or self.advice or self._general()) from None

    def _too_long(self, value: Any) -> Advice | None:
        """What to type in its place is no answer to whoever typed too much of it, unless it names the bound."""
        if self.longest is None or not isinstance(value, str) or len(value) <= self.longest:
            return None
        if self.advice and str(self.longest) in str(self.advice):
            return None
        return S_("Shorten this to %(most)s characters: it has %(n)s.", most=self.longest, n=len(value))

    def _general(self) -> Advice:
        if isinstance(self.base, type) and issubclass(self.base, Enum):
            return N_("Choose one of the answers offered.")
        if self.base is int:
            return N_("Enter a whole number in the range given.")
        return N_("Correct this field.")


def _chosen(posted: Posted, name: str) -> list[str]:
    """Every non-blank value of `name`, whether a multi-dict or a plain mapping was posted."""
    given: Any = posted
    values = given.getall(name, []) if hasattr(posted, "getall") else posted.get(name, [])
    return [text for value in values if isinstance(value, str) and (text := clean(value))]


@cache
def _specs(form: type[Form]) -> tuple[_Spec, ...]:
    hints = get_type_hints(form, include_extras=True)
    return tuple(_spec(info.name, hints[info.name], info) for info in msgspec.structs.fields(form))


def _spec(name: str, hint: Any, info: msgspec.structs.FieldInfo) -> _Spec:
    hint, optional = _without_none(hint)
    base, extras = (hint.__origin__, list(hint.__metadata__)) if get_origin(hint) is Annotated else (hint, [])
    metas = [extra for extra in extras if isinstance(extra, Meta)]
    advice = next((meta.extra["advice"] for meta in reversed(metas) if meta.extra and "advice" in meta.extra), None)
    if base is str and not any(meta.max_length for meta in metas):
        metas = [*metas, Meta(max_length=LONGEST_LINE)]
    return _Spec(
        name=name,
        base=base,
        constraint=Annotated[(base, *metas)] if metas else base,
        field=next((extra for extra in extras if isinstance(extra, Field)), None),
        advice=advice,
        longest=next((meta.max_length for meta in metas if meta.max_length), None),
        optional=optional,
        default=info.default,
        is_list=get_origin(base) in {list, tuple, set, frozenset},
        is_file=getattr(base, "__name__", "") == "UploadFile",
    )


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in {Union, UnionType}:
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        return (kinds[0], True) if len(kinds) == 1 else (hint, True)
    return hint, False
