"""The command tree. Only this module reads argv, the environment and the clock; it passes them to the commands."""

import argparse
import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pipeline import commands
from pipeline.errors import EvidenceWatchError, Stopped, UsageError
from pipeline.rim import disk, given
from pipeline.rim.stopping import Signals, exit_code, message
from pipeline.rim.terminal import printable_streams
from pipeline.schema.sources import SOURCES

USAGE, MISTAKES, FAULT, INTERRUPTED = 2, 1, 70, 130
EPILOG = "Exit codes: 0 done; 2 usage; 1 a mistake in your files; 3 incomplete; 4 strict findings; 70 a fault of ours; "
EPILOG += "130, 143, 129 stopped by SIGINT, SIGTERM, SIGHUP."


def main(argv: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ) -> int:
    """Run one command and return its exit code. Mistakes of the user are printed without a traceback."""
    with printable_streams():
        return _run(argv, environ)


def _run(argv: Sequence[str] | None, environ: Mapping[str, str]) -> int:
    options = _parser().parse_args(argv)
    clock = commands.Clock()
    gc.set_threshold(100_000, 20, 50)  # rows form no cycles: frequent collection wastes 20 % of the time
    try:
        with Signals(clock.stop) as signals:
            settings = _settings(options, environ, clock)
            code: int = options.run(settings, options)
    except UsageError as error:
        print(f"evidence-watch: {error}", file=sys.stderr)
        return USAGE
    except EvidenceWatchError as error:
        print(f"evidence-watch: {error}", file=sys.stderr)
        return MISTAKES
    except (Stopped, KeyboardInterrupt):
        signum = signals.signum or signal.SIGINT
        print(message(signum), file=sys.stderr)
        return exit_code(signum)
    except Exception as error:  # noqa: BLE001 - the last line of defence gives the documented code
        if disk.is_disk(error):
            print(f"evidence-watch: {disk.told(error, options.root)}", file=sys.stderr)
            return MISTAKES
        traceback.print_exc()
        print("evidence-watch: a fault of ours, please report it with the lines above", file=sys.stderr)
        return FAULT
    return code


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--root", type=Path, default=Path(), help="folder of questions/, data/, reports/ (here)")
    asking = argparse.ArgumentParser(add_help=False, parents=[common])
    asking.add_argument("--offline", action="store_true", help="never open a socket")
    asking.add_argument(
        "--timeout", type=_seconds, default=25.0, metavar="SECONDS", help="longest wait for an answer (25)"
    )
    run = argparse.ArgumentParser(add_help=False, parents=[asking])
    run.add_argument("--strict", action="store_true", help="exit 4 on findings of warning or worse")
    run.add_argument("--max-age", type=_days, default=1.0, metavar="DAYS", help="ask again after (1; 0 asks for all)")
    parser = argparse.ArgumentParser(
        prog="python -m pipeline", description="Keep clinical answers tied to their evidence.", epilog=EPILOG
    )
    tree = parser.add_subparsers(required=True, metavar="COMMAND")
    whole = _add(tree, "refresh", run, "fetch, normalise, check and summarise", _run_refresh)
    whole.add_argument("--as-of", metavar="DATE", help="rebuild a past day from raw, offline, into the folder --out")
    whole.add_argument("--out", type=Path, metavar="DIR", help="new folder for --as-of")
    for stage, told in commands.STAGE_COMMANDS.items():
        _add(tree, stage, run, told, partial(_run_stage, stage))
    show = _add(tree, "raw", common, "print a record and where it came from", _run_raw)
    show.add_argument("key", help="pmid:..., doi:... or pmcid:...")
    told = "show the labels of a drug and why one is chosen"
    look = _add(tree, "label", run, told, lambda settings, o: commands.label.run(settings, o.name, o.text))
    look.add_argument("name", help="brand or generic name, setid:... or appl:...")
    look.add_argument("--text", default="", help="words that may name a brand or dose form, such as a claim")
    told = "show every claim and question that rests on a source"
    rests = _add(tree, "impact", common, told, lambda settings, options: commands.impact.run(settings, options.name))
    rests.add_argument("name", help="pmid:, doi:, pmcid:, setid: or appl:; a journal; an issuing body or manufacturer")
    _add_review(tree, common)
    told = "say of each claim whether the article that it cites says so"
    asks = _add(tree, "verify", common, told, lambda settings, o: commands.verify.run(settings, o.claims, o.records))
    asks.add_argument("claims", type=Path, metavar="CLAIMS.jsonl", help='lines {"id": ..., "claim": ..., "pmid": ...}')
    asks.add_argument(
        "--records",
        type=Path,
        nargs="+",
        action="extend",
        required=True,
        metavar="FILE",
        help="PubMed XML, or .xml.gz",
    )
    told = "is everything what was written; how to mend what is not"
    asks = _add(tree, "doctor", asking, told, lambda settings, o: commands.doctor.run(settings, is_repairing=o.repair))
    asks.epilog = "Exit codes: 0 sound; 1 something needs a person; 3 something must be fetched again; 2 usage."
    asks.add_argument("--repair", action="store_true", help="mend what raw, the network or git can restore")
    _add(tree, "docs", common, "write the generated documentation", lambda settings, _: commands.docs.run(settings))
    return parser


def _add(
    tree: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    parent: argparse.ArgumentParser,
    told: str,
    run: Callable[["commands.Settings", argparse.Namespace], int],
) -> argparse.ArgumentParser:
    parser = tree.add_parser(name, parents=[parent], help=told, epilog=EPILOG)
    parser.set_defaults(run=run)
    return parser


REVIEWS = {
    "submit": "hand the answer in for review",
    "return": "send it back: under review",
    "approve": "approve the answer on the evidence in the tables",
    "retire": "stop keeping the question up",
}


def _add_review(tree: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    told = "put a decision on record: submit, return, approve, retire; dismiss a candidate"
    actions = tree.add_parser("review", help=told, epilog=EPILOG).add_subparsers(required=True, metavar="ACTION")
    for action, told in REVIEWS.items():
        one = _add(actions, action, common, told, partial(_run_review, action))
        one.add_argument("question", help="question id: the name of its file without .md")
        one.add_argument("--by", required=True, metavar="NAME", help="who decides")
        one.add_argument("--note", default="", metavar="TEXT", help="kept in reviews/log.csv")
        if action == "approve":
            one.add_argument(
                "--accept", nargs="+", action="extend", default=[], metavar="FINDING", help="an open critical finding"
            )
            one.add_argument("--because", default="", metavar="TEXT", help="why; the report shows it ever after")
    one = _add(actions, "dismiss", common, "set a candidate aside for ever", _run_dismiss)
    one.add_argument("question", help="question id")
    one.add_argument("pmid", help="the candidate's PMID")
    one.add_argument("--by", required=True, metavar="NAME", help="who decides")
    one.add_argument("--because", required=True, metavar="TEXT", help="why")


def _run_review(action: str, settings: "commands.Settings", options: argparse.Namespace) -> int:
    accept, because = tuple(getattr(options, "accept", ())), getattr(options, "because", "")
    decision = commands.Decision(action, options.question, options.by, options.note, accept, because)
    return commands.review.run(settings, decision)


def _run_dismiss(settings: "commands.Settings", options: argparse.Namespace) -> int:
    return commands.review.dismiss(settings, options.question, options.pmid, options.by, options.because)


def _run_refresh(settings: "commands.Settings", options: argparse.Namespace) -> int:
    if options.as_of is None and options.out is None:
        return commands.refresh.run(settings, is_strict=options.strict)
    if options.as_of is None or options.out is None:
        raise UsageError("refresh: expected --as-of DATE and --out DIR together, such as --as-of 2026-10-01 --out then")
    return commands.refresh.run_as_of(settings, options.as_of, options.out.resolve(), is_strict=options.strict)


def _run_stage(name: str, settings: "commands.Settings", options: argparse.Namespace) -> int:
    stages = [stage for stage in commands.STAGES if stage.__name__ == name]
    return commands.refresh.run_stages(settings, stages, is_strict=options.strict)


def _run_raw(settings: "commands.Settings", options: argparse.Namespace) -> int:
    return commands.raw.run(settings, options.key)


def _days(text: str) -> float:
    return _number(text, "a number of days, 0 or more, such as 1 or 0.5")


def _seconds(text: str) -> float:
    return _number(text, "a number of seconds, 0.1 or more, such as 25", least=0.1)


def _number(text: str, expected: str, least: float = 0.0) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not least <= value < 1e6:
        raise argparse.ArgumentTypeError(f"expected {expected}; found {text!r}")
    return value


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _settings(options: argparse.Namespace, environ: Mapping[str, str], clock: "commands.Clock") -> "commands.Settings":
    return commands.Settings(
        root=options.root.resolve(),
        services=_services(environ, getattr(options, "timeout", 25.0), clock),
        now=_now,
        say=lambda line: print(line, flush=True),
        warn=lambda line: print(line, file=sys.stderr, flush=True),
        is_offline=getattr(options, "offline", False),
        max_age_days=getattr(options, "max_age", 1.0),
        show_progress=sys.stderr.isatty(),
    )


def _services(
    environ: Mapping[str, str], timeout: float, clock: "commands.Clock"
) -> "dict[str, commands.ServiceSettings]":
    """What the environment says of each source that can be asked."""

    def value(variable: str) -> str:
        return environ.get(variable, "") if variable else ""

    return {
        source.name: commands.ServiceSettings(
            addresses={v: given.clean_base(v, value(v) or url) for v, url in source.addresses.items()},
            key=given.clean_key(source.key_variable, value(source.key_variable)),
            mail=given.clean_name(source.mail_variable, value(source.mail_variable)),
            file=given.clean_file(source.file_variable, value(source.file_variable)),
            timeout=(min(5.0, timeout), timeout),
            now=_now,
            clock=clock,
        )
        for source in SOURCES
        if source.is_asked
    }
