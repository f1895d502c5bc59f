"""Every command, with the module that brings it and the line `staffdev --help` says about it."""

from typing import NamedTuple

from staffdev.i18n import N_


class Command(NamedTuple):
    """`module` has `register(subparsers)`; it may bring several commands."""

    name: str
    module: str
    help: str


COMMANDS = (
    Command("init", "staffdev.cli.init", N_("set up this installation: the organisation and its responsible person")),
    Command("serve", "staffdev.cli.serve", N_("let people work with it in their browsers")),
    Command("demo", "staffdev.demo.commands", N_("show a demonstration with invented people")),
    Command("compliance", "staffdev.compliance.commands", N_("judge every duty of the rulebook, for any day")),
    Command("remind", "staffdev.reminders.commands", N_("make this week's reminders; a second time nothing happens")),
    Command("schedule", "staffdev.intervision.slots.commands", N_("find times at which a group can meet")),
    Command("import", "staffdev.exchange.commands", N_("bring in office files, or an interchange document")),
    Command("export", "staffdev.exchange.commands", N_("write the interchange document, or a sheet")),
    Command("schema", "staffdev.exchange.commands", N_("print the schema of the interchange document")),
    Command("backup", "staffdev.cli.vault", N_("write everything into one file, and check it")),
    Command("restore", "staffdev.cli.vault", N_("fill an empty place from a backup")),
    Command("audit", "staffdev.cli.audit", N_("verify the log of changes, or print its anchor")),
    Command("user", "staffdev.cli.user", N_("see who may sign in, ask somebody in, end a role")),
    Command("doctor", "staffdev.cli.doctor", N_("look whether this installation is healthy")),
)
