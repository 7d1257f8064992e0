"""What GitHub and editors read of the repository: each command that stands there is run here, without GitHub."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from kravgen.cli.root import COMMANDS
from kravgen.content import Content
from tests.conftest import BLOCK, ROOT, Kravgen
from tests.external import need, need_installed

GITHUB = ROOT / ".github"
PULL_REQUEST, WEEKLY = (GITHUB / "workflows" / name for name in ("pull-request.yml", "weekly.yml"))
OLD, NEW = "utan dröjsmål", "senast 12 timmar därefter"


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("workflows", [PULL_REQUEST, WEEKLY]),
        ("issue-forms", [GITHUB / "ISSUE_TEMPLATE" / name for name in ("krav.yml", "fel.yml")]),
        ("issue-config", [GITHUB / "ISSUE_TEMPLATE" / "config.yml"]),
    ],
)
def test_github_can_read_what_it_reads(kind: str, files: list[Path]) -> None:
    program = need_installed("venv/bin/check-jsonschema")
    told = subprocess.run(
        [program, "--builtin-schema", f"vendor.github-{kind}", *files], capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout


def test_every_workflow_and_form_is_looked_at() -> None:
    assert set(GITHUB.glob("workflows/*")) == {PULL_REQUEST, WEEKLY}
    assert {path.name for path in GITHUB.glob("ISSUE_TEMPLATE/*")} == {"krav.yml", "fel.yml", "config.yml"}


def test_each_area_has_the_owners_that_its_blocks_name(content: Content) -> None:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rows = {
        words[0]: set(words[1:]) for line in lines if (words := line.split()) and not line.startswith("#")
    }
    wanted: dict[str, set[str]] = {}
    for block in content.library.blocks.values():
        area = Path(block.place.file).parent.name
        wanted.setdefault(f"/requirements_library/{area}/", set()).update(map(team, block.reviewed_by))
    assert {path: owners for path, owners in rows.items() if path.count("/") == 3} == wanted
    assert all((ROOT / path.strip("/")).is_dir() for path in rows if path != "*")


def team(role: str) -> str:
    return "@kommunen/" + role.translate(str.maketrans("åäö ", "aao-"))


class Step(NamedTuple):
    """A step of a workflow that runs commands."""

    name: str
    run: str
    env: dict[str, str]


def steps(workflow: Path) -> list[Step]:
    """The steps that run something, but for the installation. What GitHub fills in is still to be filled in."""
    data: dict[str, Any] = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    assert data["defaults"]["run"]["shell"] == "bash", "the steps stop at the first fault of a pipe"
    (job,) = data["jobs"].values()
    return [
        Step(step["name"], step["run"], {**job.get("env", {}), **step.get("env", {})})
        for step in job["steps"]
        if "run" in step and step["name"] != "Installera"
    ]


class Runner:
    """A clone of the repository where steps run as on GitHub, with the code of the clone and a gh that writes down."""

    def __init__(self, folder: Path) -> None:
        self.clone, self.temp, programs = folder / "förråd", folder / "temp", folder / "bin"
        self.temp.mkdir()
        programs.mkdir()
        self.asked = folder / "gh.txt"
        script(programs / "kravgen", f'exec "{sys.executable}" -m kravgen "$@"')
        script(programs / "gh", f'printf "%s\\n" "$*" >> "{self.asked}"')
        git(ROOT, "clone", "-q", "--no-hardlinks", str(ROOT), str(self.clone))
        self.values: dict[str, str] = {}
        self._environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")},
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PYTHONPATH": str(self.clone / "src"),
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary.md"),
            "GITHUB_ENV": str(self.temp / "env.txt"),
        }

    def run(self, step: Step) -> subprocess.CompletedProcess[str]:
        env = {name: self.filled(value) for name, value in step.env.items()}
        assert "${{" not in step.run, "what GitHub puts in a script could be a command"
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.run]
        return subprocess.run(
            command, cwd=self.clone, env={**self._environment, **env}, capture_output=True, text=True
        )

    def filled(self, value: str) -> str:
        return re.sub(r"\$\{\{ *(.*?) *\}\}", lambda found: self.values[found[1]], value)


def script(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Prov", "-c", "user.email=prov@example.com", "-c", "commit.gpgsign=false"]
    told = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return told.stdout.strip()


def missing(step: Step) -> set[str]:
    """The commands of a step that kravgen does not have."""
    return set(re.findall(r"\bkravgen ([a-z]+)", step.run)) - COMMANDS.keys()


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    need("git")
    made = Runner(tmp_path_factory.mktemp("github"))
    file = next(
        path
        for path in sorted(made.clone.glob("requirements_library/*/*.yaml"))
        if OLD in path.read_text(encoding="utf-8")
    )
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(OLD, NEW, 1), encoding="utf-8")
    base = git(made.clone, "rev-parse", "HEAD")
    git(made.clone, "commit", "-qam", "Ett svar inom en bestämd tid")
    made.values = {
        "github.event.pull_request.base.sha": base,
        "github.event.pull_request.number": "7",
        "github.token": "hemlig",
    }
    return made


def test_the_steps_for_a_pull_request_make_one_comment(runner: Runner) -> None:
    for step in steps(PULL_REQUEST):
        if not missing(step):
            told = runner.run(step)
            assert told.returncode == 0 or "lint" in step.run, (step.name, told.stdout, told.stderr)
    comment = (runner.temp / "kommentar.md").read_text(encoding="utf-8")
    assert OLD in comment and "12 timmar" in comment
    assert "Inga fel:" in comment and "<summary>kravgen lint</summary>" in comment
    assert runner.asked.read_text(encoding="utf-8").splitlines() == [
        f"pr comment 7 --edit-last --create-if-none --body-file {runner.temp}/kommentar.md"
    ]


def test_a_library_that_does_not_hang_together_fails_the_step(runner: Runner) -> None:
    file = runner.clone / "requirements_library" / "fel.yaml"
    file.write_text("block: fel\n", encoding="utf-8")
    try:
        told = runner.run(steps(PULL_REQUEST)[0])
    finally:
        file.unlink()
    assert told.returncode == 1 and "requirements_library/fel.yaml:1:1 KG202" in told.stdout


def test_the_weekly_steps_open_an_issue(runner: Runner) -> None:
    file = runner.clone / "requirements_library" / "sources.yaml"
    text = file.read_text(encoding="utf-8")
    # Whatever day it is, this has gone out.
    file.write_text(re.sub(r"review_by: \S+", "review_by: 2026-11-01", text, count=1), encoding="utf-8")
    runner.asked.write_text("", encoding="utf-8")
    try:
        for step in steps(WEEKLY):
            if not missing(step):
                told = runner.run(step)
                assert told.returncode == 0, (step.name, told.stdout, told.stderr)
    finally:
        file.write_text(text, encoding="utf-8")
    assert set((runner.temp / "env.txt").read_text(encoding="utf-8").splitlines()) == {"found=1"}
    assert "sources.yaml:" in (runner.temp / "arende.md").read_text(encoding="utf-8")
    assert runner.asked.read_text(encoding="utf-8").splitlines()[-1].startswith("issue create --title Källor")


def test_the_hooks_run_what_they_name(kravgen: Kravgen, workspace: Path) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for hook in hooks} == {"kravgen-validate", "kravgen-lint"}
    broken = workspace / "requirements_library" / "lokalt.yaml"
    for hook in hooks:
        assert re.search(hook["files"], "krav/requirements_library/lokalt.yaml")
        assert not re.search(hook["files"], "README.md") and hook["pass_filenames"] is False
        program, *words = hook["entry"].split()
        assert program == "kravgen" and words[0] in COMMANDS
        broken.write_text(BLOCK, encoding="utf-8")
        assert kravgen(*words).code == 0
        broken.write_text(BLOCK.replace("ska visa", "skall visa snabbt"), encoding="utf-8")
        assert kravgen(*words).code == (words[0] == "lint")
    broken.write_text("block: lokalt\n", encoding="utf-8")
    assert all(kravgen(hook["entry"].split()[1]).code == 1 for hook in hooks)


def test_editors_know_every_file_by_its_schema() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    known: dict[Path, str] = {}
    for name, globs in settings["yaml.schemas"].items():
        assert (ROOT / name).is_file()
        for pattern in [globs] if isinstance(globs, str) else globs:
            known |= {path: Path(name).name for path in ROOT.glob(pattern)}
    listed = [
        *ROOT.glob("requirements_library/**/*.yaml"),
        *ROOT.glob("profiles/*.yaml"),
        *ROOT.glob("examples/*.yaml"),
    ]
    assert set(listed) <= set(known)
    for path in listed:
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        if "$schema=" in first:
            assert first.endswith(f"/{known[path]}"), path
