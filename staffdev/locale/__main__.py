"""python -m staffdev.locale [--check | --missing]: bring the catalogues up to date, or say what is wrong with them."""

import argparse
import sys

from staffdev.locale import catalogues
from staffdev.locale.compiling import compile_catalogues


def main() -> int:
    """0 when all is well, 1 when something is missing, left over or wrong."""
    parser = argparse.ArgumentParser(prog="python -m staffdev.locale", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; list every problem")
    parser.add_argument("--missing", action="store_true", help="change nothing; list the sentences to translate")
    asked = parser.parse_args()
    if asked.check:
        return tell(list(catalogues.problems()))
    cyrillic = catalogues.updated()
    missing = [message for message in catalogues.sentences(cyrillic) if not all(catalogues.forms(message))]
    if asked.missing:
        return tell([repr(message.id) for message in missing])
    catalogues.write(cyrillic, catalogues.CYRILLIC)
    catalogues.write(catalogues.latin_of(cyrillic), catalogues.LATIN)
    compile_catalogues(catalogues.LOCALE)
    sys.stdout.write(f"{len(catalogues.sentences(cyrillic))} sentences, {len(missing)} to translate\n")
    return 0


def tell(lines: list[str]) -> int:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
