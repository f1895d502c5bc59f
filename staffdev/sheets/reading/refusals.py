"""The sentences with which a file is refused: what is wrong with it, and what to do."""

from staffdev.errors import Invalid
from staffdev.i18n import S_, Sentence

FIELD = "file"


def refused(advice: Sentence) -> Invalid:
    return Invalid({FIELD: advice})


def empty() -> Invalid:
    return refused(S_("The file is empty. Choose the file that holds the table."))


def too_large(megabytes: int) -> Invalid:
    return refused(S_("The file is larger than %(most)s MB. Divide it into smaller files.", most=megabytes))


def unpacks_too_large() -> Invalid:
    return refused(S_("The file unpacks to far more than a table needs. Save the table as a new .xlsx or .csv file."))


def damaged() -> Invalid:
    return refused(
        S_("The file is damaged or cut short. Open it in Excel or LibreOffice, save it again and upload that.")
    )


def too_many_rows(sheet: str, most: int) -> Invalid:
    return refused(
        S_("The sheet “%(sheet)s” has more than %(most)s rows. Divide it into several files.", sheet=sheet, most=most)
    )


def too_many_columns(sheet: str, most: int) -> Invalid:
    advice = S_(
        "The sheet “%(sheet)s” has more than %(most)s columns. Leave only the table in it.", sheet=sheet, most=most
    )
    return refused(advice)


def cell_too_long(sheet: str, row: int) -> Invalid:
    advice = S_(
        "Row %(row)s of “%(sheet)s” holds a text that is far too long, or a quotation mark never closed. "
        "Correct the row.",
        sheet=sheet,
        row=row,
    )
    return refused(advice)


def with_password() -> Invalid:
    return refused(S_("The file is protected with a password. Open it, remove the password, save it and upload that."))


def old_excel() -> Invalid:
    return refused(S_("This is an old .xls file. Open it in Excel or LibreOffice and save it as .xlsx."))


def binary_excel() -> Invalid:
    return refused(S_("This is a binary .xlsb file. Open it in Excel and save it as .xlsx."))


def not_a_table(what: str) -> Invalid:
    advice = S_(
        "This is %(what)s, not a spreadsheet. Save the table as .xlsx, .ods or .csv and upload that.", what=what
    )
    return refused(advice)


def not_recognised() -> Invalid:
    return refused(S_("This is not a spreadsheet. Save the table as .xlsx, .ods or .csv and upload that."))


def not_found() -> Invalid:
    return refused(S_("The file cannot be opened. Check its name and choose it again."))
