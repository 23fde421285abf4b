"""A stage is skipped only when what it read and what it wrote are unchanged."""

from pathlib import Path

from pipeline.stores.stamps import Stamps


def test_fresh_until_input_or_output_moves(tmp_path: Path) -> None:
    out, stamps = tmp_path / "out.csv", tmp_path / "stamps.json"
    out.write_text("1")
    assert not Stamps(stamps).is_fresh("check", "a", [out])
    Stamps(stamps).put("check", "a", [out])
    assert Stamps(stamps).is_fresh("check", "a", [out])
    assert not Stamps(stamps).is_fresh("check", "b", [out])
    out.write_text("2")
    assert not Stamps(stamps).is_fresh("check", "a", [out])
    out.unlink()
    assert not Stamps(stamps).is_fresh("check", "a", [out])


def test_a_broken_stamp_only_means_again(tmp_path: Path) -> None:
    stamps = tmp_path / "stamps.json"
    for broken in ("{", "[]", "\x00"):
        stamps.write_text(broken)
        assert not Stamps(stamps).is_fresh("check", "a", [])


def test_stamps_nested_too_deep_to_be_read_only_mean_again(tmp_path: Path) -> None:
    stamps = tmp_path / "stamps.json"
    stamps.write_text("[" * 100_000)
    assert not Stamps(stamps).is_fresh("check", "a", [])
