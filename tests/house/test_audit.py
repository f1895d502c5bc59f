"""No change without its entry in the log, and no event that never happens."""

import ast
from collections import defaultdict
from collections.abc import Iterator

from staffdev.audit.events import Event
from tests.house.source import Module, Source, calls, invented, staffdev

Function = ast.FunctionDef | ast.AsyncFunctionDef
WRITERS = {"audit.record", "audit.record_many", "record_many", "audit_actions.record"}
NOT_A_CHANGE = {  # a transaction that records nothing anybody answers for, and why
    "staffdev.accounts.throttling": "counts tries; the failed sign-in itself is an event",
    "staffdev.audit": "it is the log",
    "staffdev.db": "it is what transactions are made of",
    "staffdev.vault": "writes the entry of the backup after the file is whole",
    "staffdev.demo": "acts out what the packages' own actions record",
}
# Events that no code records yet, and what they wait for.
WAITING: dict[str, str] = {}


def silent_changes(source: Source) -> list[str]:
    """Functions that open a transaction and neither record an event nor call what does."""
    house = House(source)
    return [
        f"{module.name}.{function.name} opens a transaction and records no event"
        for module in source.values()
        if not any(f"{module.name}.".startswith(f"{name}.") for name in NOT_A_CHANGE)
        for function in module.functions
        if "transaction" in house.called_by[function] and not house.records(module, function)
    ]


class House:
    """Who calls whom, read once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.called_by = {f: {name for name, _ in calls(f)} for module in source.values() for f in module.functions}
        self.targets = {name: {each.target for each in module.imports} for name, module in source.items()}
        self.named: dict[tuple[str, str], list[Function]] = defaultdict(list)
        for module in source.values():
            for function in module.functions:
                self.named[module.name, function.name].append(function)
        self.known: dict[Function, bool] = {}

    def records(self, module: Module, function: Function) -> bool:
        """Whether it, or anything of ours it calls, writes to the log."""
        if function not in self.known:
            self.known[function] = False  # a circle records nothing by itself
            names = self.called_by[function]
            self.known[function] = not WRITERS.isdisjoint(names) or any(
                self.records(*callee) for name in names for callee in self.callees(module, name)
            )
        return self.known[function]

    def callees(self, module: Module, name: str) -> Iterator[tuple[Module, Function]]:
        """The functions of ours that `name` may stand for: of this module, or of one it imports."""
        for place in (module.name, *(self.targets[module.name] & self.source.keys())):
            for function in self.named[place, name.rpartition(".")[2]]:
                yield self.source[place], function


def events_written(source: Source) -> set[str]:
    """Names of the events that are recorded somewhere, outside the words for them."""
    return {
        node.attr
        for module in source.values()
        if not module.name.startswith(("staffdev.audit.sentences", "staffdev.audit.events"))
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Event"
    }


def test_every_change_is_in_the_log():
    found = silent_changes(staffdev())
    assert not found, "\n".join(found)


def test_every_event_happens():
    never = {event.name for event in Event} - events_written(staffdev()) - WAITING.keys()
    assert not never, f"nothing records {', '.join(sorted(never))}: use them, or take them out"


def test_what_waits_has_not_come():
    assert not WAITING.keys() & events_written(staffdev()), "take it off the list"


def test_the_events_are_in_their_order():
    names = [event.name for event in Event]
    assert names == sorted(names)


def test_the_rule_bites():
    silent = "async def edit():\n    async with transaction():\n        await row.save()\n"
    assert silent_changes(invented(people__actions=silent))
    told = silent + "        await _tell()\nasync def _tell():\n    await audit.record(1)\n"
    assert not silent_changes(invented(people__actions=told))
