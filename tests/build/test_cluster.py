"""Documents read by a real Dask cluster on loopback: the same bytes, also when a worker is killed."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kg.build import Settings, build
from kg.build import run as build_run
from kg.cli import main
from kg.errors import UsageError
from tests.build.releases import release, releases, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.registry import Registry

pytest.importorskip("distributed", reason="the extra cluster is not installed")

ROOT = Path(__file__).parent.parent.parent


def _port() -> int:
    with closing(socket.socket()) as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


class Cluster:
    """A scheduler and two workers of one thread each, all on loopback."""

    def __init__(self, folder: Path) -> None:
        self.address = f"tcp://127.0.0.1:{_port()}"
        self.folder = folder
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", self.address.rpartition(":")[2])
        self.workers = [self._worker(number) for number in range(2)]

    def _worker(self, number: int) -> subprocess.Popen[bytes]:
        sizes = ("--nthreads", "1", "--memory-limit", "2GiB", "--no-nanny")
        place = ("--host", "127.0.0.1", "--local-directory", str(self.folder / f"worker-{number}"))
        return self._start("worker", self.address, *sizes, *place)

    def _start(self, kind: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli.dask_" + kind, *options, "--dashboard-address", "127.0.0.1:0"]
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    from distributed import Client  # noqa: PLC0415

    cluster = Cluster(tmp_path)
    try:
        with Client(cluster.address, timeout=30) as client:
            client.wait_for_workers(2, timeout=60)
        yield cluster
    finally:
        cluster.stop()


@pytest.mark.slow
def test_the_same_bytes_on_a_cluster_also_when_a_worker_is_killed(
    tmp_path: Path, registry: Registry, cluster: Cluster
) -> None:
    releases(tmp_path / "in", 150)
    release(tmp_path / "in", "broken.txt", b"\x89PNG\r\n\x1a\n\x00")
    whole = build([tmp_path / "in"], tmp_path / "whole", registry, Settings(workers=1))
    for name, kill in (("calm", False), ("killed", True)):
        read: list[int] = []

        def listen(progress: tuple[object, ...], kill: bool = kill, read: list[int] = read) -> None:
            read.append(progress.read)  # type: ignore[attr-defined]
            if kill and progress.read == 20 and cluster.workers[0].poll() is None:  # type: ignore[attr-defined]
                cluster.workers[0].send_signal(signal.SIGKILL)

        report = build([tmp_path / "in"], tmp_path / name, registry, Settings(cluster=cluster.address), listen)
        assert written(tmp_path / name) == written(tmp_path / "whole"), name
        assert [str(error) for error in report.refused] == [str(error) for error in whole.refused]
        assert read[-1] == 151
    assert cluster.workers[0].poll() == -signal.SIGKILL


@pytest.mark.slow
def test_workers_with_other_rules_are_refused(
    tmp_path: Path, registry: Registry, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_run, "fingerprint", lambda *_: "other rules")
    with pytest.raises(UsageError, match="other rules, another registry"):
        build([release(tmp_path / "in")], tmp_path / "out", registry, Settings(cluster=cluster.address))
    assert not (tmp_path / "out").exists()


def test_without_a_scheduler_there_is_one_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.build import cluster as module  # noqa: PLC0415

    monkeypatch.setattr(module, "_WAIT", 0.2)
    document = release(tmp_path / "in")
    for address in (f"tcp://127.0.0.1:{_port()}", "nonsense"):
        result = CliRunner().invoke(main, ["build", str(document), "-o", str(tmp_path / "out"), "--cluster", address])
        assert result.exit_code == 2, result.output
        assert result.stderr.splitlines()[0] == f"error: {address}: no Dask scheduler answers"


def test_workers_and_a_cluster_exclude_each_other(tmp_path: Path) -> None:
    document = release(tmp_path / "in")
    result = CliRunner().invoke(main, ["build", str(document), "--workers", "2", "--cluster", "tcp://x:1"])
    assert result.exit_code == 2
    assert re.match("error: --workers and --cluster exclude each other", result.stderr)


def test_without_the_extra_its_name_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "kg.build.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    document = release(tmp_path / "in")
    result = CliRunner().invoke(main, ["build", str(document), "-o", str(tmp_path / "o"), "--cluster", "tcp://x:1"])
    assert result.exit_code == 2
    assert "pip install 'palmares[cluster]'" in result.stderr
