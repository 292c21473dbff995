"""The mapping engine Morph-KGC, in a virtual environment of its own: it needs an rdflib older than ours.

The environment is made once, in the folder that BENCH_CACHE names, else below the system's folder for temporary files.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.build.process import run

REQUIREMENT = "morph-kgc==2.10.0"
TABLE, OUTPUT = "claims.csv", "claims.nq"
_MAPPING = Path(__file__).with_name("mapping.ttl")
_CONFIGURATION = f"""[CONFIGURATION]
output_file = {OUTPUT}
output_format = N-QUADS
number_of_processes = 1
logging_level = WARNING

[DataSource]
mappings = {_MAPPING.name}
"""
_READY = ".ready"


def environment() -> Path:
    """Give the Python of the engine's environment, made if need be; it takes half a minute and 300 MB.

    Raises subprocess.CalledProcessError where it cannot be installed.
    """
    cache = Path(os.environ.get("BENCH_CACHE") or Path(tempfile.gettempdir()) / "palmares-benchmarks")
    folder = cache / REQUIREMENT.replace("==", "-")
    python = folder / "bin" / "python"
    if not (folder / _READY).exists():
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", REQUIREMENT]
        subprocess.run([str(python), *install], check=True, stderr=subprocess.DEVNULL)
        (folder / _READY).touch()
    return python


def measure(folder: Path) -> dict[str, float]:
    """Run the engine, in one process, on the table in ``folder``; give its seconds and the quads that it wrote.

    ``seconds`` are those of the whole process, ``start`` those of a process that only imports the engine; with
    ``_cpu`` they are those of them on a core.
    """
    python = str(environment())
    shutil.copyfile(_MAPPING, folder / _MAPPING.name)
    (folder / "engine.ini").write_text(_CONFIGURATION, encoding="utf-8")
    imported = run([python, "-c", "import morph_kgc"], folder, os.environ)
    done = run([python, "-m", "morph_kgc", "engine.ini"], folder, os.environ)
    if done.code:
        raise subprocess.CalledProcessError(done.code, "morph_kgc", done.output, done.errors)
    with (folder / OUTPUT).open("rb") as file:
        quads = sum(1 for line in file if line.strip())
    return {
        "seconds": done.seconds,
        "seconds_cpu": done.cpu,
        "start": imported.seconds,
        "start_cpu": imported.cpu,
        "quads": quads,
    }
