"""The two engines Piccolo runs on."""

from staffdev.db.engine.postgres import Postgres
from staffdev.db.engine.sqlite import SQLite, heavy

Engine = SQLite | Postgres

__all__ = ["Engine", "Postgres", "SQLite", "heavy"]
