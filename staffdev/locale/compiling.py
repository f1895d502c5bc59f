"""From .po to .mo. Needs Babel only, because the package is built with it."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(locale: Path) -> None:
    """Write messages.mo beside every messages.po under `locale`."""
    for source in sorted(locale.glob("*/LC_MESSAGES/messages.po")):
        with source.open("rb") as file:
            messages = read_po(file, locale=source.parts[-3])
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, messages)
