"""Case files as facts: a situation in plain TOML becomes ProviderFacts. Unknown words are refused, so no case lies."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec

from staffdev.compliance.engine import findings
from staffdev.compliance.facts import ProviderFacts
from staffdev.compliance.periods import parse_period
from staffdev.rulebook.interpretations import Override
from staffdev.rulebook.loader import load
from staffdev.rulebook.model import Finding, Level

CASES = Path(__file__).parent / "cases"
SHAPES = {
    name: get_args(hint)[0]
    for name, hint in get_type_hints(ProviderFacts).items()
    if name not in {"organisation", "overrides"}
}
SHORT = {"from": "from_on", "until": "until_on", "on": "held_on", "decided": "decided_on", "by": "verified_by"}
ALWAYS = date(2015, 1, 1)
STANDING = {  # Vera coordinates and Olga is the responsible person, since before the rulebook
    "appointments": [{"code": "vera", "person": "vera", "decided": ALWAYS, "from": ALWAYS, "signatory": "olga"}],
    "mandates": [{"code": "olga", "person": "olga", "from": ALWAYS}],
}
DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "records": {"kind": "workshop"},
    "sessions": {"kind": "workshop"},
    "enrolments": {"entered_at": datetime.fromisoformat("2015-01-01T12:00:00+00:00")},
    "engagements": {"role": "professional"},
}


@dataclass(frozen=True)
class Ask:
    """One question about one situation, and the answer that must come out."""

    file: str
    situation: str
    given: Mapping[str, Any]
    ask: Mapping[str, Any]

    @property
    def title(self) -> str:
        named = self.ask.get("name") or f"as of {self.ask['as_of']} period {self.ask.get('period', '-')}"
        return f"{self.file}: {self.situation}: {named}"

    def findings(self) -> list[Finding]:
        pack = load()
        readings = pack.interpretations.with_overrides(self._overrides(), as_of=date.max)
        period = self.ask.get("period")
        return findings(
            pack,
            readings,
            facts_from(self.given),
            self.ask["as_of"],
            parse_period(period) if period else None,
            as_recorded_on=self.ask.get("as_recorded_on"),
        )

    def _overrides(self) -> list[Override]:
        chosen = self.given.get("readings", {}) | self.ask.get("readings", {})
        return [
            Override(
                key=key,
                value=tuple(value) if isinstance(value, list) else value,
                reason="a case",
                since=ALWAYS,
                recorded_on=ALWAYS,
            )
            for key, value in chosen.items()
        ]


def asks() -> list[Ask]:
    return [ask for path in sorted(CASES.glob("*.toml")) for ask in _asks_of(path)]


def _asks_of(path: Path) -> Iterator[Ask]:
    for situation in tomllib.loads(path.read_text("utf-8"))["situation"]:
        unknown = situation.keys() - {"name", "given", "ask"}
        assert not unknown, f"{path.name} says {unknown}"
        for ask in situation["ask"]:
            known = {
                "name",
                "as_of",
                "period",
                "as_recorded_on",
                "readings",
                "expect",
                "figures",
                "why",
                "counted",
                "next_step",
                "next_by",
            }
            assert not ask.keys() - known, f"{path.name} says {ask.keys() - known}"
            yield Ask(path.stem, situation["name"], situation.get("given", {}), ask)


def facts_from(given: Mapping[str, Any]) -> ProviderFacts:
    """The facts of a situation; with `standing = false` nobody is in office unless it says so."""
    said = {name: rows for name, rows in given.items() if name not in {"standing", "readings"}}
    assert not said.keys() - SHAPES.keys(), f"no such facts: {said.keys() - SHAPES.keys()}"
    standing = STANDING if given.get("standing", True) else {}
    tables = {
        name: tuple(
            _fact(name, number, row) for number, row in enumerate([*standing.get(name, []), *said.get(name, [])])
        )
        for name in SHAPES
    }
    return ProviderFacts(organisation="sos", **tables)


def _fact(table: str, number: int, row: Mapping[str, Any]) -> Any:
    shape = SHAPES[table]
    said = {SHORT.get(name, name): value for name, value in _verified(row).items()}
    values = {"code": f"{table}-{number}"} | dict(DEFAULTS.get(table, {})) | said
    unknown = values.keys() - set(shape.__struct_fields__)
    assert not unknown, f"{table} have no {unknown}"
    hints = get_type_hints(shape)
    return shape(**{name: msgspec.convert(value, hints[name]) for name, value in values.items()})


def _verified(row: Mapping[str, Any]) -> dict[str, Any]:
    """`verified = 2026-01-09` is short for: the coordinator verified it that day."""
    rest = {name: value for name, value in row.items() if name != "verified"}
    if "verified" not in row:
        return rest
    return {"state": "verified", "verified_on": row["verified"], "verified_by": "vera"} | rest


def about(findings: list[Finding], asked: str) -> Finding:
    """`18.2 ana`, `16.1 provider`, `17.3 ana roma`, `17.1 programme-code`: the one finding that is meant."""
    duty, who, *more = asked.split()
    hits = [
        one
        for one in findings
        if one.obligation == f"RS-SOS-{duty}" and _is_about(one, who) and (not more or one.subject == more[0])
    ]
    assert len(hits) == 1, f"{asked}: {len(hits)} findings"
    return hits[0]


def _is_about(finding: Finding, who: str) -> bool:
    if who == "provider":
        return finding.level in {Level.PROVIDER, Level.HELPLINE}
    if finding.level is Level.PERSON:
        return finding.person == who
    return finding.subject == who
