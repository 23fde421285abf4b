"""Lines that are not the authors' findings, and findings that look a little like them."""

import time

import pytest

from pipeline.language.text.boilerplate import is_boilerplate

LINES = (
    "Published by Elsevier Ltd.", "Copyright 2019 by the Owl Society.", "2019 American College of Owls Foundation.",
    "2010 Elsevier Ltd. All rights reserved.", "2009 The Authors.", "2019 S. Karger AG, Basel.", "The Author(s) 2019.",
    "Crown Copyright (c) 2010.", "(c) 2008 Wiley-Liss, Inc.", "Owls 2019;70:1-2.", "(Owls 2019;70:1-2).",
    "J Clin Owl 26:1-5, 2008.", "Owlscope, 130:1-2, 2020.", "Level of Evidence: 4.", "Level II, therapeutic study.",
    "Level of evidence: Level IV.", "LEVEL OF EVIDENCE: 3b", "Therapeutic, III.", "UMIN000004049", "January 2008.",
    "See Instructions for Authors for a complete description of levels of evidence.", "Registered 9 July 2014.",
    "This study was funded by the Owl Fund.", "Supplementary data are available online.", "NCT00294294",
    "This is an open access article under the CC BY license.", "Published on behalf of the European Owl Society.",
    "Reprinted with permission.", "Int J Owl 2010;126:1-5.", "J. Owl. Physiol. 234: 1-9, 2019.", "Muscle Owl 2019.",
    "Keywords: owls; sleep.", "CLINICAL TRIAL REGISTRATION: URL: http://www.clinicaltrials.gov.", "Funding: Owl Fund.",
    "The online version of this article (doi:10.1000/x) contains supplementary material, which is available to all.",
    "Owl Research published by John Wiley & Sons Ltd on behalf of Owls.",
    "The authors have no conflict of interest.",
)  # fmt: skip
FINDINGS = (
    "Owls slept longer than mice.", "Level of evidence was low for all outcomes.", "Levels of vitamin D rose in owls.",
    "Open access publishing increases the impact of articles.", "Therapeutic doses were well tolerated.",
    "Disclosure of prescribing can cause distress in doctors.", "No decrease in saturation was registered on oximetry.",
    "The evidence published by others supports owls.", "In 2019 owls slept.", "Funding reforms lowered mortality.",
    "The ratio of owls to mice was 2:1.", "Registered nurses gave the drug as well as doctors did.",
    "Authors of guidelines should consider owls.", "Supported employment improved outcomes.",
)  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_the_publisher(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("sentence", FINDINGS)
def test_a_finding(sentence: str) -> None:
    assert not is_boilerplate(sentence)


def test_a_long_line_is_read_at_its_beginning_alone() -> None:
    started = time.process_time()
    assert not is_boilerplate("owls " * 200_000 + "© 2019")
    assert time.process_time() - started < 1
