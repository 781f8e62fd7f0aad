"""The merge driver is installed on somebody's wish only, changes two lines, and is taken out again."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pytest

from store import git_setup
from store.errors import Invalid, KnownError
from store.git_folders import NoGit
from tests.helpers.git import ENVIRONMENT, Repository, needs_git
from tests.helpers.issue_files import LATER, lines, record
from tests.helpers.terminal import Terminal

pytestmark = needs_git
OUR_LINE = b"/.beads/issues.jsonl merge=strandline"
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in {**ENVIRONMENT, "GIT_CEILING_DIRECTORIES": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository.make(tmp_path / "a b")
    file = issue_file(made)
    file.parent.mkdir()
    file.write_bytes(lines(record("p-1")))
    made.commit()
    return made


def issue_file(repository: Repository) -> Path:
    return repository.folder / ".beads" / "issues.jsonl"


def driver(repository: Repository) -> str:
    return repository.run("config", "--local", "merge.strandline.driver").stdout.decode().strip()


def everything(repository: Repository) -> tuple[bytes, bytes | None]:
    attributes = repository.folder / ".gitattributes"
    config = (repository.folder / ".git/config").read_bytes()
    return config, attributes.read_bytes() if attributes.exists() else None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, OUR_LINE + b"\n"),
        (b"* text=auto\n", b"* text=auto\n" + OUR_LINE + b"\n"),
        (b"* text=auto\r\n*.x y\r\n", b"* text=auto\r\n*.x y\r\n" + OUR_LINE + b"\r\n"),
        (b"*.a b", b"*.a b\n" + OUR_LINE),
    ],
)
def test_it_is_installed_once_and_taken_out_without_a_trace(
    repository: Repository, before: bytes | None, after: bytes
) -> None:
    attributes = repository.folder / ".gitattributes"
    if before is not None:
        attributes.write_bytes(before)
    was = everything(repository)
    assert git_setup.state(issue_file(repository)).state == "off"
    assert everything(repository) == was
    made = git_setup.install(issue_file(repository))
    assert (made.state, made.attributes, made.line) == ("on", attributes, OUR_LINE.decode())
    assert attributes.read_bytes() == after
    assert driver(repository) == made.command
    now = everything(repository)
    assert git_setup.install(issue_file(repository)).state == "on"
    assert everything(repository) == now
    assert git_setup.remove(issue_file(repository)).state == "off"
    assert everything(repository) == was
    assert git_setup.remove(issue_file(repository)).state == "off"


def test_another_driver_stays_unless_it_is_to_be_replaced(repository: Repository) -> None:
    attributes = repository.folder / ".gitattributes"
    attributes.write_bytes(b".beads/issues.jsonl merge=beads\n")
    was = everything(repository)
    state = git_setup.state(issue_file(repository))
    assert (state.state, state.driver) == ("other", "beads")
    with pytest.raises(Invalid, match=r"“beads” here. Nothing was changed. Add --replace"):
        git_setup.install(issue_file(repository))
    assert everything(repository) == was
    assert git_setup.install(issue_file(repository), replace=True).state == "on"
    assert attributes.read_bytes() == b".beads/issues.jsonl merge=beads\n" + OUR_LINE + b"\n"
    git_setup.remove(issue_file(repository))
    assert everything(repository) == was


def test_nearer_attributes_that_win_are_named(repository: Repository) -> None:
    (repository.folder / ".beads/.gitattributes").write_bytes(b"*.jsonl merge=union\n")
    was = everything(repository)
    with pytest.raises(Invalid, match=r"merge=union. Nothing was changed"):
        git_setup.install(issue_file(repository), replace=True)
    assert everything(repository) == was


def test_a_fresh_clone_has_half_of_it(repository: Repository, tmp_path: Path) -> None:
    git_setup.install(issue_file(repository))
    repository.commit()
    repository.good("clone", "-q", ".", str(tmp_path / "clone"))
    clone = Repository(tmp_path / "clone")
    assert git_setup.state(issue_file(clone)).state == "half"
    assert git_setup.install(issue_file(clone)).state == "on"
    assert clone.good("status", "--porcelain") == ""


def test_a_worktree_and_a_submodule_are_repositories_too(repository: Repository, tmp_path: Path) -> None:
    repository.good("worktree", "add", "-q", str(tmp_path / "tree"))
    tree = Repository(tmp_path / "tree")
    made = git_setup.install(issue_file(tree))
    assert (made.state, made.attributes) == ("on", tree.folder / ".gitattributes")
    assert made.config == repository.folder / ".git/config"
    outer = Repository.make(tmp_path / "outer")
    outer.good(
        "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repository.folder), "sub"
    )
    inner = Repository(outer.folder / "sub")
    made = git_setup.install(issue_file(inner))
    assert made.attributes == inner.folder / ".gitattributes"
    assert made.config == outer.folder / ".git/modules/sub/config"
    assert not (outer.folder / ".gitattributes").exists()


def test_two_projects_in_one_repository_share_the_command(repository: Repository) -> None:
    other = repository.folder / "some part" / ".beads" / "issues[1].jsonl"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"")
    git_setup.install(issue_file(repository))
    assert git_setup.install(other).state == "on"
    git_setup.remove(issue_file(repository))
    assert git_setup.state(other).state == "on"
    git_setup.remove(other)
    assert driver(repository) == ""


def test_where_there_is_nothing_to_merge_the_reason_is_said(repository: Repository, tmp_path: Path) -> None:
    loose = tmp_path / "loose"
    loose.mkdir()
    assert "is in no checkout of git" in git_setup.state(loose / "issues.jsonl").reason
    bare = Repository.make(tmp_path / "bare", "--bare")
    assert "is in no checkout of git" in git_setup.state(bare.folder / "issues.jsonl").reason
    (repository.folder / ".gitignore").write_bytes(b".beads/\n")
    repository.good("rm", "-q", "-r", "--cached", ".beads")
    with pytest.raises(NoGit, match=r"git ignores .beads/issues.jsonl"):
        git_setup.install(issue_file(repository))


def test_without_git_it_is_said(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert git_setup.state(issue_file(repository)).reason.startswith("git was not found")


def test_the_repository_of_a_hook_is_not_meant(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository.make(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    assert git_setup.install(issue_file(repository)).top == repository.folder
    assert driver(repository)


def test_settings_that_cannot_be_written_leave_all_as_it_was(repository: Repository) -> None:
    (repository.folder / ".git/config.lock").write_bytes(b"")
    was = everything(repository)
    with pytest.raises(KnownError, match=r"could not lock .*Nothing was changed"):
        git_setup.install(issue_file(repository))
    assert everything(repository) == was


@pytest.mark.skipif(IS_ROOT, reason="root may write everywhere")
def test_a_read_only_checkout_is_named(repository: Repository) -> None:
    repository.folder.chmod(0o500)
    try:
        with pytest.raises(KnownError, match="could not be written"):
            git_setup.install(issue_file(repository))
    finally:
        repository.folder.chmod(0o700)


def test_the_command_survives_a_shell_and_a_folder_of_the_same_name(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    python = tmp_path / "100% o'clock" / "python"
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    monkeypatch.setattr(sys, "executable", str(python))
    words = shlex.split(git_setup.program())
    assert str(python).replace("%", "%%") in words
    assert words[-5:] == ["%O", "%A", "%B", "--path", "%P"]
    monkeypatch.undo()
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    # A folder that is called as ours in the repository is not run.
    (repository.folder / "store").mkdir()
    (repository.folder / "store/__init__.py").write_bytes(b"raise SystemExit(9)\n")
    git_setup.install(issue_file(repository))
    repository.commit()
    assert_merges(repository)


def assert_merges(repository: Repository) -> None:
    repository.good("checkout", "-q", "-b", "other")
    issue_file(repository).write_bytes(lines(record("p-1", "there"), record("p-2")))
    repository.commit()
    repository.good("checkout", "-q", "main")
    issue_file(repository).write_bytes(lines(record("p-1", "here", updated_at=LATER), record("p-3")))
    repository.commit()
    repository.good("merge", "-q", "other")
    data = issue_file(repository).read_bytes()
    assert data.count(b"\n") == 3
    assert b'"here"' in data
    losers = (repository.folder / ".git/strandline/losers.jsonl").read_bytes()
    assert b'"lost":"there"' in losers
    assert b'"source":".beads/issues.jsonl"' in losers


def test_git_merges_with_it_and_shows_a_conflict_where_it_cannot(repository: Repository) -> None:
    git_setup.install(issue_file(repository))
    repository.commit()
    assert_merges(repository)
    repository.good("checkout", "-q", "other")
    issue_file(repository).write_bytes(b"\0\1binary\n")
    repository.commit()
    repository.good("checkout", "-q", "main")
    issue_file(repository).write_bytes(lines(record("p-1", "here too", updated_at=LATER)))
    repository.commit()
    done = repository.run("merge", "-q", "other")
    assert done.returncode == 1
    assert b"was not merged, and is as it was" in done.stderr
    assert issue_file(repository).read_bytes() == lines(record("p-1", "here too", updated_at=LATER))
    assert b"UU .beads/issues.jsonl" in repository.run("status", "--porcelain").stdout


def test_the_terminal_installs_and_removes(repository: Repository) -> None:
    terminal = Terminal(repository.folder)
    said = terminal.good("git-setup", json=False).out.decode()
    assert said.startswith("git merges .beads/issues.jsonl with Strandline now: see ")
    assert terminal.good("git-setup", "--project", ".").json["state"] == "on"
    assert terminal.good("git-setup", "--remove").json["state"] == "off"
    assert "There is no project here" in terminal.refused("git-setup", cwd=repository.folder.parent)
