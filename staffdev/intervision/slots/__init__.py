"""Finding when a group can meet: the engine, and the pages and the command that ask it."""
