"""The command line: parse, call one function of the package, print.

stdout holds the result, stderr the rest. Exit codes: 0 yes; 1 ran and the answer is no; 2 usage; 3 unreadable input;
4 bad shapes; 70 bug; 130 interrupted; 141 nobody reads the output.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import click

from kg.cli.options import language_in, language_of, language_option, print_error
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BUG = 70
INTERRUPTED = 130  # as a shell reports SIGINT and SIGPIPE
NO_READER = 141

# Said here and not read from the commands, so that --help imports none of them.
COMMANDS = {
    "extract": "Print the positions that one document states.",
    "build": "Build the graph from documents.",
    "validate": "Check a graph against the shapes.",
    "publish": "Write the graph for the public: downloads and a site.",
    "serve": "Serve the graph live: pages, SPARQL, reconciliation.",
    "push": "Put the graph into a triple store.",
    "diff": "Tell in words what changed between two graphs.",
    "explain": "Explain a rule of the shapes, with examples.",
    "query": "Answer a canned question, or your own SPARQL.",
    "plot": "Draw the answer to a canned question.",
    "evaluate": "Measure extraction against gold, with each error.",
    "completion": "Print the script that makes a shell complete kg.",
}


class KgGroup(click.Group):
    """Commands loaded when called; a KgError becomes one message on stderr and the error's exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Give the names in the order of the pipeline."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        """Import the module of a command; it holds the command as ``command``."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"kg.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a wrong name is told the nearest one."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            raise click.exceptions.NoSuchCommand(name, possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:  # noqa: ANN401 (click's signature)
        """Parse; ``--help`` and ``--version`` are printed here."""
        with _reader_may_leave():
            return super().make_context(*args, **extra)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (click's signature)
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> None:
        """Run the command; a KgError ends it with one message."""
        try:
            with _reader_may_leave():
                super().invoke(ctx)
        except KgError as error:
            print_error(error, language_of(ctx))
            ctx.exit(error.exit_code)

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]  # noqa: ANN401 (click's signature)
        """Run and leave with the exit code; a bug shows its traceback and leaves with 70."""
        words = sys.argv[1:] if args is None else list(args)
        _write_utf8()
        try:
            extra["standalone_mode"] = False
            code = super().main(words, prog_name or "kg", **extra) or 0
            sys.stdout.flush()
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            code = error.exit_code
        except click.ClickException as error:
            code = _refuse(error, words)
        except click.Abort:
            code = INTERRUPTED
        except BrokenPipeError:
            code = NO_READER
        except Exception:  # noqa: BLE001 (the last place before the user: a bug is shown whole)
            import traceback  # noqa: PLC0415 (needed only for a bug)

            traceback.print_exc()
            code = BUG
        if code == NO_READER:
            _leave_stdout()
        sys.exit(code)


@contextmanager
def _reader_may_leave() -> Iterator[None]:
    """Give a closed pipe its own exit code, as click would make it 1, which is our "no"."""
    try:
        yield
    except BrokenPipeError as error:
        raise click.exceptions.Exit(NO_READER) from error


def _refuse(error: click.ClickException, words: Sequence[str]) -> int:
    """Print a usage error; the words are those of a line that was not parsed to its ``--lang``."""
    from kg.cli.usage import usage_error  # noqa: PLC0415 (needed only on a wrong command line)

    refusal = usage_error(error)
    print_error(refusal, language_in(words) or language_of(getattr(error, "ctx", None)))
    return refusal.exit_code


def _write_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def _leave_stdout() -> None:
    """Send the rest of stdout nowhere, so that the interpreter's last flush is quiet too."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(name="kg", cls=KgGroup, context_settings={"help_option_names": ["-h", "--help"]})
@language_option
@click.version_option(package_name="palmares", message="%(prog)s %(version)s")
def main(language: str) -> None:
    """Turn press releases about university rankings into a checked, bilingual graph, and ask it questions."""
