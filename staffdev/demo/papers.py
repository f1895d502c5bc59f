"""Papers that look like proof: a certificate as PDF, a photo of one as JPEG. Drawn here, never copied."""

from io import BytesIO

from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A5, landscape
from reportlab.pdfgen.canvas import Canvas

from staffdev.evidence.papers import Paper, paper_of
from staffdev.pdf.letters import REGULAR, register_fonts

MOST_BYTES = 1024 * 1024
PAPER, TABLE, INK, STAMP = (250, 247, 238), (150, 128, 104), (60, 60, 70), (70, 90, 160)


def scan(title: str, name: str, number: str) -> Paper:
    """A certificate as PDF."""
    register_fonts()
    kept, (width, height) = BytesIO(), landscape(A5)
    canvas = Canvas(kept, pagesize=(width, height), invariant=True)
    for size, share, text in ((26, 0.72, "POTVRDA"), (15, 0.56, name), (13, 0.45, title), (10, 0.3, f"broj {number}")):
        canvas.setFont(REGULAR, size)
        canvas.drawCentredString(width / 2, height * share, text)
    canvas.rect(18, 18, width - 36, height - 36)
    canvas.save()
    return paper_of(f"potvrda-{number}.pdf", kept.getvalue(), most_bytes=MOST_BYTES)


def photo(filename: str) -> Paper:
    """A sheet of paper on a table, as a phone sees it."""
    picture = Image.new("RGB", (450, 600), TABLE)
    draw = ImageDraw.Draw(picture)
    draw.polygon([(55, 70), (400, 50), (415, 530), (45, 545)], fill=PAPER)
    for number, y in enumerate(range(120, 490, 31)):
        draw.line([(95, y), (215 if number in {0, 11} else 350, y - 6)], fill=INK, width=5 if number == 0 else 3)
    draw.ellipse([(280, 430), (360, 505)], outline=STAMP, width=5)
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=70)
    return paper_of(filename, kept.getvalue(), most_bytes=MOST_BYTES)
