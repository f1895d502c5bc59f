"""How a paper is read back: its words, its pages, its fonts."""

import io
import shutil
import subprocess
from typing import Any

from pypdf import PdfReader


def words(paper: bytes) -> str:
    """Give the words of all pages as pdftotext finds them, single-spaced."""
    return " ".join(_poppler("pdftotext", "-layout", "-", "-", paper=paper).decode().split())


def reader(paper: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(paper))


def pages(paper: bytes) -> int:
    return len(reader(paper).pages)


def fonts(paper: bytes) -> dict[str, bool]:
    """Give each font of the paper and whether its file is inside."""
    found: dict[str, bool] = {}
    for page in reader(paper).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            described = font.get_object()
            found[described["/BaseFont"]] = "/FontFile2" in described.get("/FontDescriptor", {})
    return found


def picture(paper: bytes, resolution: int = 200) -> bytes:
    """Give the first page as a PNG, as a printer would draw it."""
    return _poppler("pdftoppm", "-png", "-r", str(resolution), "-singlefile", "-", paper=paper)


def _poppler(program: str, *options: str, paper: bytes) -> bytes:
    path = shutil.which(program)
    assert path, f"{program} is needed: install poppler-utils"
    done = subprocess.run([path, *options], input=paper, capture_output=True, check=True)  # noqa: S603 - our own words
    return done.stdout
