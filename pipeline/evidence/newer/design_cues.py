"""Cues of study design: what the title, abstract or indexing of a record says about how the study was made.

Each cue is a list of words and pairs of words (as `language/text/tokens.py` makes them: small words left out,
each digit as "#") and a list of index labels (MeSH descriptors, PublicationType words, lower case). Cues are about
method, outcome and kind of paper and name no drug or disease, so they mean the same in every question. The wordings
follow the search filters of librarians for trials, reviews and observational studies (Cochrane Handbook, technical
supplement to chapter 4; SIGN's filters) as far as single words and pairs can. A record that NLM has not indexed yet has
no labels, so only its words count.
"""

from pipeline.evidence.newer.ranked_record import Document
from pipeline.language.text.tokens import masked, with_pairs

# name -> (words and pairs, separated by "|"; index labels, separated by "|")
_CUES: dict[str, tuple[str, str]] = {
    "randomized": (
        "randomized|randomised|randomly|randomization|randomisation",
        "randomized controlled trial|random allocation",
    ),
    "double blind": ("double blind|double blinded|double masked", "double-blind method"),
    "open label": ("open label|open study|open trial|uncontrolled|nonblind", ""),
    "placebo": ("placebo|placebos", "placebos"),
    "crossover": ("crossover|cross over", "cross-over studies"),
    "parallel groups": ("parallel|parallel group|parallel groups", ""),
    "trial": (
        "trial|trials",
        "clinical trial|controlled clinical trial|clinical trial, phase iii|pragmatic clinical trial",
    ),
    "synthesis": (
        "meta analysis|metaanalysis|systematic review|systematically|pooled|evidence based",
        "meta-analysis|systematic review|network meta-analysis",
    ),
    "cohort": (
        "cohort|case control|population based|retrospective|retrospectively|epidemiologic|epidemiological|database"
        "|databases|registry|observational",
        "cohort studies|case-control studies|retrospective studies|observational study",
    ),
    "prospective": (
        "prospective|prospectively|follow|followed",
        "prospective studies|follow-up studies|longitudinal studies",
    ),
    "versus": ("versus|vs", ""),
    "comparison": ("compare|compared|compares|comparing|comparison|comparative|comparable", "comparative study"),
    "many centres": (
        "multicenter|multicentre|multi center|multi centre|multinational|study group|investigators|centers|centres",
        "multicenter study",
    ),
    "weeks": ("week|weeks", ""),
    "months": ("month|months", ""),
    "years": ("year|years", ""),
    "days": ("day|days", ""),
    "hours": ("hour|hours|min|minutes", ""),
    "long term": ("long term|longterm", ""),
    "efficacy": ("efficacy|efficacious|effective|effectiveness", "treatment outcome"),
    "tolerability": ("tolerated|tolerability|tolerance", ""),
    "safety": ("safe|safety", ""),
    "adverse effects": ("adverse|side effects|side effect|toxicity", ""),
    "withdrawal": ("withdrawn|withdrew|withdrawal|withdrawals|discontinued|discontinuation|dropout|dropouts", ""),
    "pharmacokinetics": (
        "pharmacokinetic|pharmacokinetics|pharmacodynamic|bioavailability|half life|auc|clearance|plasma levels",
        "biological availability|half-life|area under curve|metabolic clearance rate|intestinal absorption",
    ),
    "healthy volunteers": ("healthy|volunteer|volunteers", ""),
    "single dose": ("single dose|single oral|acute|acutely|bolus", ""),
    "laboratory": (
        "vitro|rat|rats|mouse|mice|dog|dogs|rabbits|cells|binding",
        "animals|in vitro techniques|cells, cultured",
    ),
    "narrative review": ("review|reviews|reviewed|overview|literature|recommendations|guidelines", "review"),
    "cases": ("case report|case reports|case|cases|year old|report", "case reports"),
    "mortality": ("mortality|death|deaths|survival|died", "survival rate|survival analysis|cause of death"),
    "quality of life": ("quality life|well being|functional", "quality of life"),
    "hospital": (
        "hospitalization|hospitalizations|hospitalisation|hospitalized|admission|admissions",
        "hospitalization",
    ),
    "relapse": ("relapse|relapses|remission|recurrence|responders|response rate", "recurrence"),
    "rating scales": (
        "scale|scales|score|scores|rating|ratings|questionnaire",
        "severity of illness index|surveys and questionnaires",
    ),
    "dose": ("mg|mg day|mg daily|daily", "dose-response relationship, drug|drug administration schedule"),
    "tens of patients": ("## patients|## women|## men|## children|## subjects|## outpatients|## adults", ""),
    "hundreds of patients": (
        "### patients|### women|### men|### children|### subjects|### outpatients|#### patients",
        "",
    ),
    "interval estimate": ("confidence interval|confidence intervals|ci|relative risk|odds ratio|hazard ratio", ""),
    "cost": ("cost|costs|economic|expenditures", ""),
    "procedure": (
        "surgery|surgical|postoperative|anesthesia|anaesthesia|epidural|intrathecal|intravenous|infusion",
        "infusions, intravenous|injections, intravenous|injections, spinal",
    ),
    "mechanism": ("mechanism|mechanisms|receptor|receptors|enzyme|gene|genetic|polymorphism|serum|plasma", ""),
    "diagnosis": ("diagnosis|diagnostic|screening|prevalence", ""),
    "association": ("predict|predictors|prognosis|prognostic|correlation|correlated|association|associated", ""),
    "children": ("child|children|adolescents|pediatric|paediatric", "child"),
    "infants": ("infant|infants|neonatal|pregnancy|pregnant", "infant|child, preschool|infant, newborn|pregnancy"),
    "older people": ("elderly|older|geriatric", "aged, 80 and over"),
    "once daily or sustained": (
        "sustained release|controlled release|extended release|modified release|slow release|once daily",
        "delayed-action preparations",
    ),
    "combination": ("combination|combined|adjunctive|add", "drug therapy, combination|drug combinations"),
    "interaction": ("interaction|interactions", "drug interactions"),
    "secondary paper": ("subgroup|post hoc|secondary analysis|reanalysis|analysis", ""),
    "protocol or reply": ("rationale|design|protocol|reply|comment|letter", "comment|letter|editorial|news"),
}
# characters of the abstract: trials reported in full have long abstracts
_LENGTHS = (800, 1200, 1600, 2000)
TITLE, TEXT = "title: ", "text: "
NO_ABSTRACT, TRANSLATED_TITLE, QUESTION_TITLE = "no abstract", "translated title", "title asks"
DESIGN_CUES: tuple[str, ...] = (
    *(TITLE + name for name in _CUES),
    *(TEXT + name for name in _CUES),
    *(f"abstract longer than {n}" for n in _LENGTHS),
    NO_ABSTRACT,
    TRANSLATED_TITLE,
    QUESTION_TITLE,
)


def _by_word(part: int) -> dict[str, tuple[str, ...]]:
    names_by_word: dict[str, list[str]] = {}
    for name, lists in _CUES.items():
        for word in filter(None, lists[part].split("|")):
            names_by_word.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in names_by_word.items()}


_WORD_CUES, _LABEL_CUES = _by_word(0), _by_word(1)


def design_cues(document: Document) -> frozenset[str]:
    """The cues of DESIGN_CUES that a record shows."""
    found = {TITLE + cue for cue in _spoken(document.title_words)}
    found |= {TEXT + cue for cue in _spoken(document.abstract_words)}
    labels = (*document.mesh, *document.publication_types)
    found |= {TEXT + cue for label in labels for cue in _LABEL_CUES.get(label.lower(), ())}
    found |= {f"abstract longer than {n}" for n in _LENGTHS if len(document.abstract) > n}
    marks = (
        (NO_ABSTRACT, not document.abstract),
        (TRANSLATED_TITLE, document.title.startswith("[")),  # PubMed's mark of a translated title
        (QUESTION_TITLE, "?" in document.title),  # more often a discussion than a study
    )
    return frozenset(found | {name for name, holds in marks if holds})


def _spoken(found: list[str]) -> set[str]:
    """The cues that a text's words and pairs of words match; only terms that begin with a digit need masking."""
    all_terms = set(with_pairs(found))
    all_terms |= {masked(term) for term in all_terms if term[0] <= "9"}
    return {cue for term in all_terms & _WORD_CUES.keys() for cue in _WORD_CUES[term]}
