"""The description of the API: valid, true in both languages, and held against the server by schemathesis."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openapi_spec_validator import validate

if TYPE_CHECKING:
    from kg.serve.api.model import Model
    from tests.serve.running import Server


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_valid(language: str, server: Server, model: Model) -> None:
    told = server.client.get("/api/openapi.json", params={"lang": language}).json()
    validate(told)
    for name, query in model.queries.items():
        operation = told["paths"][f"/api/queries/{name}"]["get"]
        assert operation["summary"] == query.header.summary.in_language(language)
        texts = {each["name"]: each["description"] for each in operation["parameters"]}
        for parameter in query.header.parameters:
            assert texts[parameter.name] == parameter.text.in_language(language)


# Of the canned queries, whose operations are all made alike, two with parameters of every kind.
SOME = "^(top-n|custom-ranking|queries|openapi|health|sparql|sparql-sent)$"


def test_the_server_does_as_it_says(server: Server, tmp_path: Path) -> None:
    command = [
        str(Path(sys.executable).with_name("st")), "run", f"{server.url}api/openapi.json", "--url", server.url,
        "--phases", "examples,coverage,fuzzing", "--max-examples", "5", "--generation-deterministic",
        "--continue-on-failure", "--no-color", "--include-operation-id-regex", SOME,
        # A text of the right type need not be the name of anything in the graph.
        "--exclude-checks", "positive_data_acceptance",
    ]  # fmt: skip
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-4000:]
    assert "7 selected" in done.stdout
