import sys

import pytest
from jinja2 import Environment, FileSystemLoader

from staffdev import translations
from staffdev.web.compiled import CompiledTemplates


class Compiler(Environment):
    """Says what it had to compile."""

    def __init__(self, templates, **options):
        super().__init__(loader=FileSystemLoader(templates), autoescape=True, **options)
        self.compiled = []
        translations.install(self)
        self.bytecode_cache = CompiledTemplates(self, templates)

    def compile(self, source, name=None, *given, **options):
        self.compiled += [name] if name else []
        return super().compile(source, name, *given, **options)

    def shown(self):
        return self.get_template("page.html").render(day=None)


@pytest.fixture
def templates(tmp_path, monkeypatch):
    """A folder with one page, in which compiled templates may be kept."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "page.html").write_text("one\n  {% if not day %}\ntwo\n  {% endif %}\n", "utf-8")
    return tmp_path


def test_what_was_compiled_once_is_there_at_the_next_start(templates):
    first, second = Compiler(templates), Compiler(templates)
    assert first.shown() == second.shown()
    assert (first.compiled, second.compiled) == (["page.html"], [])


def test_a_page_that_was_changed_is_compiled_again(templates):
    Compiler(templates).shown()
    (templates / "page.html").write_text("three", "utf-8")
    assert Compiler(templates).shown() == "three"


def test_another_way_of_compiling_does_not_take_what_was_compiled_in_this_one(templates):
    plain, trimmed = Compiler(templates).shown(), Compiler(templates, trim_blocks=True, lstrip_blocks=True).shown()
    assert (plain, trimmed) == ("one\n  \ntwo\n  ", "one\ntwo\n")


def test_damage_does_no_harm(templates):
    before = Compiler(templates).shown()
    for kept in (templates / "__pycache__").iterdir():
        kept.write_bytes(kept.read_bytes()[:-20])
    assert Compiler(templates).shown() == before


def test_where_nothing_may_be_written_pages_are_shown_all_the_same(templates, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert Compiler(templates).shown()
    assert [file.name for file in templates.iterdir()] == ["page.html"]


def test_a_folder_that_is_none_does_no_harm(templates):
    (templates / "__pycache__").write_text("", "utf-8")
    assert Compiler(templates).shown()
