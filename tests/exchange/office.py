"""The three office files for the tests, and the way through the pages of an import."""

import re
from pathlib import Path

from staffdev.exchange.tables import ImportBatch

DATA = Path(__file__).parent / "data"
WORKBOOK, LEDGER_2024, INTERVISION = (
    "evidencija-2025.xlsx",
    "obuke-2024-cp1250.csv",
    "prisustvo-intervizija-cp1251.csv",
)


async def upload(client, name, content=None, *, filename=None):
    """The answer to bringing a file in."""
    content = (DATA / name).read_bytes() if content is None else content
    return await client.post("/imports", files={"file": (filename or name, content, "application/octet-stream")})


async def brought_in(client, name, content=None):
    """The address of the import that an uploaded file becomes."""
    answer = await upload(client, name, content)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def people_form(client, home):
    """What the page Who is who proposes: field → answer, and spelling → field."""
    page = await client.get(f"{home}/people")
    answers, fields = {}, {}
    for row in re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", page.text, re.DOTALL):
        field = re.search(r'<select [^>]*name="(who-\d+)"', row)[1]
        chosen = re.search(r'<option value="([^"]*)" selected', row)
        answers[field] = chosen[1] if chosen else ""
        for spelling in re.search(r"<label[^>]*>(.*?)</label>", row)[1].split(" · "):
            fields[spelling] = field
    return answers, fields


async def confirm_people(client, home, **others):
    """Confirm what is proposed; `others` are answers by a spelling in the file."""
    answers, fields = await people_form(client, home)
    answer = await client.post(f"{home}/people", answers | {fields[name]: said for name, said in others.items()})
    assert answer.status_code == 303, answer.text


async def batch_at(home):
    return await ImportBatch.objects().get(ImportBatch.code == home.rsplit("/", 1)[1])
