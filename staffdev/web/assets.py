"""Addresses of static files that change with their content, so that browsers may keep them for ever."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from staffdev.web import statuses

STATIC = Path(__file__).with_name("static")


@cache
def asset(name: str) -> str:
    """The address of the static file `name`, ending in a hash of its content; FileNotFoundError says what to do."""
    try:
        content = (STATIC / name).read_bytes()
    except FileNotFoundError:
        raise FileNotFoundError(
            f"{STATIC / name} is not built: run pip install -e . in the folder of staffdev."
        ) from None
    return f"/static/{name}?v={sha256(content).hexdigest()[:12]}"


@cache
def icon(name: str) -> Markup:
    """The icon `name` of the sprite. Decoration only: the word beside it carries the meaning."""
    drawn = '<svg class="icon" width="24" height="24" aria-hidden="true"><use href="{}#{}"></use></svg>'
    return Markup(drawn).format(asset("vendor/icons.svg"), name)  # noqa: S704 - the template is ours, the values are escaped


def install(env: Environment) -> None:
    """Give every template, imported ones too, `asset(name)`, `icon(name)` and the look of a status."""
    env.globals.update(asset=asset, icon=icon)
    statuses.install(env)
