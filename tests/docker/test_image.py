"""The image as it is written: no container engine is at hand, so its rules are read and its script is run."""

import os
import re
import shlex
import signal
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema

from staffdev.settings import KNOWN, SECRETS
from tests.processes import SECONDS_TO_START, SECONDS_TO_STOP, answer_of, environment, running

ROOT = Path(__file__).parents[2]
DOCKER = ROOT / "docker"


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((DOCKER / "compose.yaml").read_text())


@pytest.fixture(scope="module")
def instructions():
    """The Dockerfile's instructions as pairs of a word and the rest."""
    text = re.sub(r"\\\n\s*", "", (DOCKER / "Dockerfile").read_text())
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [tuple(line.split(" ", 1)) for line in lines]


# ── compose.yaml ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_compose_follows_the_schema_of_its_specification(compose):
    jsonschema.Draft202012Validator(get_builtin_schema("vendor.compose-spec")).validate(compose)


def test_the_schema_would_refuse_a_misspelt_key(compose):
    wrong = {**compose, "services": {"web": {**compose["services"]["web"], "portz": []}}}
    with pytest.raises(jsonschema.ValidationError, match="portz"):
        jsonschema.Draft202012Validator(get_builtin_schema("vendor.compose-spec")).validate(wrong)


def test_compose_names_only_what_it_defines(compose):
    services = compose["services"].values()
    assert {name for one in services for name in one.get("secrets", [])} == compose["secrets"].keys()
    volumes = {volume.split(":")[0] for one in services for volume in one.get("volumes", [])}
    assert volumes == compose["volumes"].keys()
    assert {name for one in services for name in one.get("depends_on", {})} <= compose["services"].keys()


def test_compose_builds_from_the_repository(compose):
    build = compose["services"]["web"]["build"]
    context = (DOCKER / build["context"]).resolve()
    assert context == ROOT
    assert (context / build["dockerfile"]).is_file()


def test_compose_is_reached_from_this_computer_only_and_keeps_no_password(compose):
    assert all(port.startswith("127.0.0.1:") for one in compose["services"].values() for port in one.get("ports", []))
    assert all(secret.keys() == {"file"} for secret in compose["secrets"].values())
    told = {name: value for one in compose["services"].values() for name, value in one["environment"].items()}
    secret = {name for name in told if "PASSWORD" in name or "DATABASE" in name or "SECRET" in name}
    assert all(told[name].startswith("/run/secrets/") for name in secret)


def test_the_settings_in_compose_are_settings_of_ours(compose):
    known = {f"STAFFDEV_{name}" for name in KNOWN} | {f"STAFFDEV_{name}_FILE" for name in SECRETS}
    assert compose["services"]["web"]["environment"].keys() <= known


# ── Dockerfile ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_image_has_two_stages_and_runs_without_root(instructions):
    words = [word for word, _ in instructions]
    assert words.count("FROM") == 2
    last_stage = instructions[len(words) - words[::-1].index("FROM") :]
    users = [rest for word, rest in last_stage if word == "USER"]
    assert users == ["staffdev"]
    after = [word for word, _ in last_stage[last_stage.index(("USER", "staffdev")) :]]
    assert "RUN" not in after
    assert {"HEALTHCHECK", "ENTRYPOINT", "CMD", "VOLUME"} <= set(after)


def test_the_image_fetches_nothing_but_pinned_packages(instructions):
    assert "ADD" not in {word for word, _ in instructions}
    ran = " ".join(rest for word, rest in instructions if word == "RUN")
    assert not re.search(r"\b(curl|wget|apt-get|git|npm)\b", ran)
    environment = " ".join(rest for word, rest in instructions if word == "ENV")
    assert "PIP_CONSTRAINT=/src/constraints.txt" in environment
    assert "PIP_BUILD_CONSTRAINT=/src/constraints.txt" in environment


def test_everything_that_is_copied_exists_and_is_let_through(instructions):
    passed = (DOCKER / "Dockerfile.dockerignore").read_text().splitlines()
    for word, rest in instructions:
        if word == "COPY":
            *sources, _ = (part for part in shlex.split(rest) if not part.startswith("--"))
            for source in sources:
                assert (ROOT / source).exists(), source
                assert f"!{source}" in passed, source


def test_what_the_package_is_built_from_is_copied(instructions):
    copied = {part for word, rest in instructions if word == "COPY" for part in shlex.split(rest)}
    assert {"staffdev", "templates", "piccolo_conf.py", "hatch_build.py", "package-lock.json", "LICENSE"} <= copied


# ── entrypoint.sh ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def data(tmp_path):
    made = tmp_path / "data"
    made.mkdir(mode=0o700)
    return made


def entrypoint(*words, data, **settings):
    """The script as the image starts it, with our program on its path."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return running([str(DOCKER / "entrypoint.sh"), *words], environment(PATH=path, STAFFDEV_DATA=str(data), **settings))


def test_the_entrypoint_makes_the_database_serves_and_stops_in_good_order(data):
    with entrypoint("serve", data=data) as process:
        assert answer_of(process, "/health") == "ok"
        assert {"staffdev.keys", "staffdev.sqlite"} <= {path.name for path in data.iterdir()}
        process.send_signal(signal.SIGTERM)
        _, complained = process.communicate(timeout=SECONDS_TO_STOP)
        assert (process.returncode, complained) == (0, "")


def test_another_command_is_run_as_it_is(data):
    with entrypoint("staffdev", "--version", data=data) as process:
        said, _ = process.communicate(timeout=SECONDS_TO_START)
        assert process.returncode == 0
        assert said.startswith("staffdev ")


@pytest.mark.parametrize("settings", [{"STAFFDEV_PORT": "eight"}, {"STAFFDEV_PROT": "8000"}])
def test_a_setting_that_makes_no_sense_is_said_in_one_line(data, settings):
    refused_in_one_line(entrypoint(data=data, **settings))


def test_a_folder_that_cannot_be_written_to_is_said_in_one_line(data):
    refused_in_one_line(entrypoint(data=data / "nowhere"))


def refused_in_one_line(starting):
    with starting as process:
        said, complained = process.communicate(timeout=SECONDS_TO_START)
        assert process.returncode == 1
        assert said == ""
        assert complained.startswith("staffdev: ")
        assert complained.count("\n") == 1
