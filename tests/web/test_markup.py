import pytest

from tests.markup import problems_with

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
        "<td>in no table</td>",
        '<a href="/x">one <a href="/y">in another</a></a>',
        "a & b &nothing;",
        '<p class="a" class="b"></p>',
        "<p>a\x00b</p>",
        "<p",
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


def test_what_was_left_over_is_found_in_words_too():
    for words in ("Ilona", "%(name)s", "{{ name }}"):
        found = problems_with(f"{HEAD}<p>{words}</p></body></html>")
        assert bool(found) is (words != "Ilona")
