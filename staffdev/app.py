"""The only place that wires things together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from litestar import Litestar, Router
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.static_files import create_static_files_router
from litestar.template.config import TemplateConfig

from staffdev import translations
from staffdev.accounts.sessions import find_session
from staffdev.db.database import database
from staffdev.settings import Settings
from staffdev.vault import keys
from staffdev.web import assets, errors, headers, routes
from staffdev.web.application import Application
from staffdev.web.compiled import CompiledTemplates
from staffdev.web.csrf import refuse_forgery
from staffdev.web.guards import enforce_policy
from staffdev.web.hosts import HostMiddleware
from staffdev.web.inject import DEPENDENCIES
from staffdev.web.visit import VisitMiddleware

HERE = Path(__file__).parent
MARGIN = 64 * 1024  # the other fields of a form that carries a file


def create_app(settings: Settings) -> Litestar:
    """The application for one installation; its database is opened when it starts, and closed when it stops."""
    keys.hold(keys.load_keyring(settings))
    visits = VisitMiddleware(find_session, secure=settings.secure_cookies)
    app = Application(
        route_handlers=[*routes.all_of_them(), _static()],
        guards=[enforce_policy],
        middleware=[HostMiddleware(settings.allowed_hosts), visits],
        before_request=refuse_forgery,
        before_send=[headers.seal(settings)],
        dependencies=DEPENDENCIES,
        after_exception=[visits.greet],
        exception_handlers=errors.HANDLERS,
        lifespan=[_with_database],
        template_config=TemplateConfig(directory=_templates(), engine=JinjaTemplateEngine, engine_callback=_equip),
        request_max_body_size=settings.max_upload + MARGIN,
        openapi_config=None,
        logging_config=None,
    )
    app.state.settings = settings
    return app


@asynccontextmanager
async def _with_database(app: Litestar) -> AsyncIterator[None]:
    async with database(app.state.settings):
        yield


def _templates() -> Path:
    """Inside the wheel they lie beside this file; in an editable install at the top of the repository."""
    inside = HERE / "_templates"
    return inside if inside.is_dir() else HERE.parent / "templates"


def _equip(engine: JinjaTemplateEngine) -> None:
    environment = engine.engine
    environment.trim_blocks = environment.lstrip_blocks = True
    translations.install(environment)
    assets.install(environment)
    environment.filters.update(routes.filters_of_all())
    environment.bytecode_cache = CompiledTemplates(environment, _templates())


def _static() -> Router:
    return create_static_files_router(
        path="/static",
        directories=[assets.STATIC],
        cache_control=None,
        opt={"is_static": True},
        after_request=None,
    )
