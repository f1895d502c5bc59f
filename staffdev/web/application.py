"""Litestar's application, ready sooner: it has hundreds of handlers, and whoever starts it waits for all of them."""

from collections.abc import Iterable
from typing import Any

from litestar import Litestar, Router
from litestar.plugins import PluginProtocol
from litestar.plugins.core import MsgspecDIPlugin
from litestar.routes import HTTPRoute


class Application(Litestar):
    """Litestar with our handlers alone, each of them looked at once."""

    def __init__(self, route_handlers: Iterable[Any], **options: Any) -> None:
        super().__init__(**options)
        for handlers in route_handlers:
            Router.register(self, handlers)  # Litestar's own goes through all addresses again after each of them
        for route in self.routes:
            if isinstance(route, HTTPRoute):
                self._finish(route)
        self.asgi_router.construct_routing_trie()

    def _finish(self, route: HTTPRoute) -> None:
        # Litestar makes a handler for OPTIONS at every address, as many again as ours. Only pages of other sites ask
        # so, and get the answer of any method that an address does not have.
        route.route_handlers = [handler for handler in route.route_handlers if handler.http_methods != {"OPTIONS"}]
        for handler in route.route_handlers:
            handler.on_registration(self)
        route.create_handler_map()

    @staticmethod
    def _get_default_plugins(plugins: list[PluginProtocol]) -> list[PluginProtocol]:
        """Without the models of pydantic and attrs: Piccolo brings both along, none of our handlers takes one."""
        return [*plugins, MsgspecDIPlugin()]
