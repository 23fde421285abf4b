"""`raw KEY`: the bytes of a record and where they came from."""

from pipeline.errors import DamagedBody, InvalidIdentifier, UsageError
from pipeline.schema.identifiers import ReferenceKey, clean_key
from pipeline.stages.damage import ADVICE
from pipeline.stages.settings import Settings
from pipeline.stores.raw import RawStore


def run(settings: Settings, key: str) -> int:
    """Print every answer about `key` (`pmid:...`, `doi:...`, `pmcid:...`), oldest first, then its newest bytes.

    Raises UsageError for an invalid key and for one that was never asked for, DamagedBody if the bytes are not those
    that were stored.
    """
    try:
        record_id = clean_key(key)
    except InvalidIdentifier as error:
        raise UsageError(f"raw {key}: {error}") from None
    if not settings.paths.raw_store.is_file():
        raise UsageError(f"raw {record_id}: nothing has been fetched below {settings.root} yet; run `refresh`")
    with RawStore(settings.paths.raw_store) as raw:
        rows = raw.provenance(record_id)
        if not rows:
            raise UsageError(f"raw {record_id}: never asked for; no question cites it, or run `refresh`")
        for row in rows:
            kind = "setid" if ReferenceKey(record_id).kind == "appl" else "pmid"
            tied = "".join(f" -> {kind}:{owner}" for owner in row["resolved_to"].split())
            settings.say(
                f"{row['seen_at']} {row['outcome']}{tied} sha256={row['sha256'] or '-'} "
                f"request {row['request_id']}: {row['source']} {row['endpoint']} {row['params']} "
                f"status={row['status'] or '-'} {row['detail']}".rstrip()
            )
        state = raw.states().get(record_id)
        if state is not None and state.damage:
            raise DamagedBody(f"raw {record_id}: expected the bytes that were stored of it; {state.damage}; {ADVICE}")
        if state is not None and state.sha256:
            for _, body in raw.bodies([state.sha256]):
                settings.say(body.decode("utf-8", "replace"))
    return 0
