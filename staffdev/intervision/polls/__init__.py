"""The coordinator asks a group which of some days, or of some weekdays, suits them."""
