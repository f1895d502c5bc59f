"""How much one file may hold. Beyond it the file is refused with a sentence, never read in part."""

FILE_BYTES = 64 * 1024**2  # as it lies on the disk
PART_BYTES = 512 * 1024**2  # one part of a workbook, unpacked
ZIP_PARTS = 4_000
PACKED_RATIO = 250  # beyond FREE_BYTES; honest sheets reach about 40
FREE_BYTES = 16 * 1024**2
SHEETS = 100
ROWS = 300_000  # of one sheet, up to the last one that holds something
COLUMNS = 256
CELL_CHARACTERS = 32_767  # Excel's own limit
SHARED_TEXT_CHARACTERS = 64 * 1024**2  # the distinct texts of a workbook are all that is kept in memory
MERGED_RANGES = 50_000
EMPTY_ROWS_SHOWN = 1_000  # a longer gap between rows is passed over; the row numbers go on rightly
CHUNK_BYTES = 64 * 1024
