"""`docs`: write the documentation that follows from the code. A test is red while it is stale."""

from pipeline.stages.settings import Settings
from pipeline.stores import files
from pipeline.summaries import data_dictionary, question_schema

GENERATED = {"data_dictionary.md": data_dictionary.render, "question.schema.json": question_schema.render}


def run(settings: Settings) -> int:
    """Write every generated document below `docs/`."""
    for name, render in GENERATED.items():
        changed = files.write_text(settings.paths.docs / name, render())
        settings.say(f"docs/{name}: {'written' if changed else 'unchanged'}")
    return 0
