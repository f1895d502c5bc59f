"""One Piccolo app for the whole product: the migrations of several would run app by app, not by date."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from staffdev.db.migrations import new_migration
from staffdev.db.registry import TABLES

APP_CONFIG = AppConfig(
    app_name="staffdev",
    migrations_folder_path=Path(__file__).with_name("piccolo_migrations"),
    table_classes=TABLES,
    commands=[new_migration],
)
