import pytest

from tests.markup import problems_with, skeleton

HEAD = '<!doctype html><html lang="en"><head><title>A page · StaffDev</title></head><body><h1>A page</h1>'
FORM = '<form method="post" action="/x"><input type="hidden" name="csrf_token" value="t">'


def test_a_page_as_it_should_be_has_no_problems():
    body = f'{FORM}<label for="a">A</label><input id="a" name="a"></form><dialog><form method="dialog"></form></dialog>'
    assert problems_with(f"{HEAD}{body}</body></html>") == []


def test_a_part_of_a_page_needs_no_title():
    assert problems_with("<p>Done</p>") == []


@pytest.mark.parametrize(
    "wrong",
    [
        "<p><div>not in a paragraph</div></p></p>",
        "<p>unclosed <b>bold</p>",
        '<p id="a"></p><p id="a"></p>',
        '<p id=""></p>',
        "<h1>Another</h1>",
        '<form method="post" action="/x"></form>',
        '<form method="post" action="/x"><input type="hidden" name="csrf_token" value=""></form>',
        "<form></form>",
        '<label for="nowhere">A</label>',
        '<p aria-describedby="nowhere">A</p>',
        '<p style="color: red">A</p>',
        '<p onclick="steal()">A</p>',
        "<script>steal()</script>",
        "<style>p {}</style>",
        "<p>%(name)s</p>",
        "<p>{{ name }}</p>",
    ],
)
def test_each_fault_is_found(wrong):
    assert problems_with(f"{HEAD}{wrong}</body></html>")


@pytest.mark.parametrize(
    "title", ["", "<title></title>", "<title> · StaffDev</title>", "<title>A</title><title>B</title>"]
)
def test_a_page_has_one_title(title):
    assert problems_with(HEAD.replace("<title>A page · StaffDev</title>", title) + "</body></html>")


ONE, TWO = "6f1c2f0e-5d0b-4c6e-9d0a-2f6f7c1f3a11", "0d9b6a52-7a1e-4a53-8b7e-91a6c8b6f5d2"
THREE = "11111111-7a1e-4a53-8b7e-91a6c8b6f5d2"


def test_a_page_that_differs_in_words_and_codes_alone_is_the_same():
    first = f'{HEAD}<p id="{ONE}">Ilona Sabo</p><p id="{TWO}">12</p></body></html>'
    assert skeleton(first) == skeleton(first.replace("Ilona Sabo", "Đurđica").replace(ONE, THREE))


@pytest.mark.parametrize(
    "other",
    [
        f'<p id="{ONE}">Ilona Sabo</p><p id="{ONE}">12</p>',
        f'<p id="{ONE}">Ilona <b>Sabo</p><p id="{TWO}">12</p>',
        f'<p id="{ONE}">Ilona &Sabo</p><p id="{TWO}">12</p>',
        f'<p id="{ONE}"></p><p id="{TWO}">12</p>',
        f'<p id="{ONE}">Ilona Sabo</p><p id="{TWO}" class="x">12</p>',
        f'<p id="{ONE}">Ilona Sabo</p><b id="{TWO}">12</b>',
    ],
)
def test_a_page_that_differs_in_more_is_looked_at(other):
    first = f'{HEAD}<p id="{ONE}">Ilona Sabo</p><p id="{TWO}">12</p></body></html>'
    assert skeleton(first) != skeleton(f"{HEAD}{other}</body></html>")


def test_what_was_left_over_is_found_in_words_too():
    for words in ("Ilona", "%(name)s", "{{ name }}"):
        found = problems_with(f"{HEAD}<p>{words}</p></body></html>")
        assert bool(found) is (words != "Ilona")
