"""Front-end files: pinned, built whole, licensed, complete, and addressed so that browsers may keep them."""

import json
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from jinja2 import Environment, nodes
from reportlab.pdfbase.ttfonts import TTFont

import hatch_build
from staffdev import translations
from staffdev.web import assets
from staffdev.web.navigation import PLACES
from staffdev.web.statuses import MARKS

ROOT = Path(hatch_build.__file__).parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
VENDOR = assets.STATIC / "vendor"
FONTS = ROOT / "staffdev/pdf/fonts"
ICON_ARGUMENT = {
    "icon": 0,
    "link_button": 2,
    "tag": 2,
    "buttons": 2,
    "dialog_button": 2,
    "button_form": 3,
    "empty_state": 4,
}
NEW_BROWSERS_ONLY = re.compile(r"color-mix\(|light-dark\(|oklch\(|@layer|@container")
BREAKS_THE_CSP = re.compile(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*\bsrc=)|\|\s*safe\b|hx-on|href=\"https?:")
WRITTEN = "AaŽžČčĆćŠšĐđ ЂђЉљЊњЋћЏџЈј Őű „текст“ – № € ✓ → ≥"


@pytest.fixture
def static(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    assets.asset.cache_clear()
    yield tmp_path
    assets.asset.cache_clear()


def test_an_address_changes_with_its_content_only(static):
    addresses = []
    for content in ("a{}", "a{}", "b{}"):
        (static / "own.css").write_text(content)
        assets.asset.cache_clear()
        addresses.append(assets.asset("own.css"))
    assert addresses[0] == addresses[1] != addresses[2]
    assert all(re.fullmatch(r"/static/own\.css\?v=[0-9a-f]{12}", address) for address in addresses)


def test_a_missing_file_says_how_to_build_it(static):
    with pytest.raises(FileNotFoundError, match="pip install -e"):
        assets.asset("vendor/none.css")


def test_every_package_is_pinned_and_locked_without_addresses():
    package = json.loads((ROOT / "package.json").read_text())
    lock = (ROOT / "package-lock.json").read_text()
    named = package["dependencies"] | package["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in named.values())
    packages = {name: entry for name, entry in json.loads(lock)["packages"].items() if name}
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert "http" not in lock


def test_what_is_built_is_up_to_date():
    assert (VENDOR / "stamp.txt").read_text() == hatch_build.fingerprint(ROOT)


def test_every_package_of_the_pages_has_its_licence():
    licences = {path.stem: path.read_text("utf-8") for path in (VENDOR / "licences").iterdir()}
    assert licences.keys() == hatch_build.LICENCES.keys()
    assert all("opyright" in text or "Permission to use" in text for text in licences.values())
    assert "Bitstream" in (FONTS / "DejaVu-LICENSE.txt").read_text("utf-8")


@pytest.mark.parametrize("sheet", ["vendor/fonts.css", "vendor/tabler.min.css", "sd.css"])
def test_a_style_sheet_asks_for_nothing_that_is_not_here(sheet):
    wanted = re.findall(r"url\(\s*['\"]?([^'\")]+)", (assets.STATIC / sheet).read_text("utf-8"))
    files = [address.partition("?")[0] for address in wanted if not address.startswith(("data:", "#"))]
    assert all(((assets.STATIC / sheet).parent / name).is_file() for name in files)


def test_our_own_style_needs_no_new_browser():
    assert not NEW_BROWSERS_ONLY.search((assets.STATIC / "sd.css").read_text("utf-8"))


def test_letters_of_both_scripts_load_by_need():
    sheet = (VENDOR / "fonts.css").read_text("utf-8")
    assert sheet.count("unicode-range") == sheet.count("@font-face") == 6
    assert "U+0400-045F" in sheet


@pytest.mark.parametrize("name", ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"])
def test_papers_can_write_every_letter_of_ours(name):
    letters = TTFont(name, str(FONTS / name)).face.charToGlyph
    assert {letter for letter in WRITTEN if ord(letter) not in letters} == set()


def icons_of(template):
    """The names of icons that `template` writes out; those that come as values are another template's."""
    for call in template.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name) or call.node.name not in ICON_ARGUMENT:
            continue
        place = ICON_ARGUMENT[call.node.name]
        given = [*call.args[place : place + 1], *(named.value for named in call.kwargs if named.key == "icon_name")]
        for value in given:
            yield from names_in(value)


def names_in(value):
    """The texts that `value` can become: itself, either way of an if, any value of a mapping."""
    if isinstance(value, nodes.Const):
        yield value.value
    elif isinstance(value, nodes.CondExpr):
        yield from (name for way in (value.expr1, value.expr2) if way for name in names_in(way))
    else:
        yield from (name for pair in value.find_all(nodes.Pair) for name in names_in(pair.value))


def test_every_icon_that_is_used_is_in_the_sprite():
    environment = Environment(autoescape=True)
    translations.install(environment)
    used = {place.icon for place in PLACES} | {mark.icon for mark in MARKS.values()}
    for template in TEMPLATES:
        used.update(icons_of(environment.parse(template.read_text("utf-8"))))
    known = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (VENDOR / "icons.svg").read_text("utf-8")))
    assert used - known - {""} == set()


def test_no_template_writes_style_or_script_into_the_page():
    assert [path.name for path in TEMPLATES if BREAKS_THE_CSP.search(path.read_text("utf-8"))] == []


def test_building_without_a_connection_says_so_in_one_line(tmp_path, monkeypatch):
    for name in ("package.json", "package-lock.json", ".npmrc"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "empty"))
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    with pytest.raises(hatch_build.BuildError, match="connect to the internet") as failed:
        hatch_build.install_npm_packages(tmp_path)
    assert "\n" not in str(failed.value)


def test_an_unknown_icon_stops_the_build(tmp_path):
    with pytest.raises(hatch_build.BuildError, match="no icon called"):
        hatch_build.sprite(tmp_path)


def test_the_wheel_carries_everything_a_page_and_a_paper_needs(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - our own words
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(ZipFile(wheel).namelist())
    assert {
        "staffdev/_templates/layout/page.html",
        "staffdev/web/static/sd.css",
        "staffdev/web/static/vendor/tabler.min.css",
        "staffdev/web/static/vendor/licences/source-sans-3.txt",
        "staffdev/pdf/fonts/DejaVuSans.ttf",
        "staffdev/pdf/fonts/DejaVu-LICENSE.txt",
        "staffdev/locale/sr_Latn/LC_MESSAGES/messages.mo",
    } <= inside
    assert not [name for name in inside if "axe" in name or "node_modules" in name]
