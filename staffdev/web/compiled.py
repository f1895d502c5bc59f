"""Compiled templates are kept beside them, as Python keeps compiled modules: the first to see a page need not wait."""

import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment
from jinja2.bccache import Bucket, FileSystemBytecodeCache

PROBE = """\
  {% if something %}
    {{ something | say }}
  {% endif %}
{% trans %}
  one, {{ something }}
{% endtrans %}
"""  # what becomes of it says how templates are compiled here


class CompiledTemplates(FileSystemBytecodeCache):
    """What was compiled in the same way before; nothing is kept where nothing may be written."""

    def __init__(self, environment: Environment, templates: Path) -> None:
        folder = templates / "__pycache__"
        way = sha256(environment.compile(PROBE, raw=True).encode()).hexdigest()[:8]
        super().__init__(str(folder), f"%s.{sys.implementation.cache_tag}.{way}")
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                folder.mkdir(exist_ok=True)

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
