"""`docs`: write the documentation that is generated from the code. A test fails while it is out of date."""

from pipeline.stages.settings import Settings
from pipeline.stages.writing import transaction, writing
from pipeline.summaries import data_dictionary, question_schema, source_list

GENERATED = {
    "data_dictionary.md": data_dictionary.render,
    "question.schema.json": question_schema.render,
    "sources.md": source_list.render,
}


def run(settings: Settings) -> int:
    """Write every generated document below `docs/`. Raises UsageError if another run holds the root's lock."""
    with writing(settings):
        with transaction(settings) as step:
            changed = {name: step.write_text(settings.paths.docs / name, GENERATED[name]()) for name in GENERATED}
        for name, is_new in changed.items():
            settings.say(f"docs/{name}: {'written' if is_new else 'unchanged'}")
    return 0
