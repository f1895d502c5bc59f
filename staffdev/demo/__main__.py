"""The inner half of the demonstration: `python -m staffdev.demo FOLDER HOST PORT LANGUAGE`, until its input ends."""

import _thread
import asyncio
import os
import shutil
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from staffdev.cli.serve import listening
from staffdev.errors import StaffdevError
from staffdev.i18n import Language
from staffdev.settings import Settings
from staffdev.translations import say, set_language

DONE, FAILED = 0, 1
SECONDS_TO_END = 7


def main(folder: Path, host: str, port: int, language: Language) -> int:
    """Tell the story into a new database in `folder`, and serve it until the input ends."""
    set_language(language)
    threading.Thread(target=_end_with_input, args=(folder,), daemon=True).start()
    try:
        _show(_settings(folder, host, port))
    except KeyboardInterrupt:
        return DONE
    except StaffdevError as error:
        sys.stderr.write(f"staffdev: {say(error.advice)}\n")
        return FAILED
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return DONE


def _show(settings: Settings) -> None:
    with listening(settings) as listener:
        from staffdev.demo.serving import prepare, serve_on  # that the port is taken is said at once

        serve_on(listener, settings, asyncio.run(prepare(settings)))


def _settings(folder: Path, host: str, port: int) -> Settings:
    return Settings(
        data=folder,
        database=str(folder / "staffdev.sqlite"),
        host=host,
        port=port,
        url=f"http://{host}:{port}",
        allowed_hosts=("127.0.0.1", "localhost", host),
        demo=True,
    )


def _end_with_input(folder: Path) -> None:
    """Stop in good order once the other half closes the pipe or is gone; where that takes too long, at once."""
    with suppress(OSError):
        while os.read(sys.stdin.fileno(), 1):
            pass
    _thread.interrupt_main()
    time.sleep(SECONDS_TO_END)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(FAILED)


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(Path(given[0]), given[1], int(given[2]), Language(given[3])))
