"""How much one calendar may ask of us. Beyond it the file, or the entry, is refused with a sentence."""

FILE_BYTES = 8 * 1024**2  # ten years of a busy person are about three
LINES = 400_000
ENTRIES = 20_000
DEPTH = 20  # of components in components
ZONES = 100  # VTIMEZONEs of a file, and the changes each lists
ZONE_NAME = 100  # characters
STEPS = 100_000  # days looked at and dates made while the repetitions of all entries are followed; half a second
DATES = 2_000  # exceptions and additions of one entry
LINE_CHARACTERS = 100_000  # of a line that says times
TIMES = 20_000  # busy times of one file
TIMES_A_DAY = 24  # of one repetition
YEARS = range(1900, 2200)
DAYS = 366  # that one entry lasts
INTERVAL = 1_000
NOTES = 30  # told one by one; the others are counted
