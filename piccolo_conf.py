"""For Piccolo's own command line: `piccolo staffdev new_migration "what changes"`."""

import os

from piccolo.conf.apps import AppRegistry

from staffdev.db.database import bind, engine_for
from staffdev.settings import Settings

DB = bind(engine_for(Settings.from_env(os.environ)))
APP_REGISTRY = AppRegistry(apps=["staffdev.db.piccolo_app"])
