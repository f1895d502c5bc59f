"""The engine that finds times: pure functions over bits of quarter hours (calendar.md §4)."""
