"""Decide whether more of an outcome is good or bad: "improved pain" is less pain, "improved survival" more survival."""

from pipeline.language.text.tokens import stem_set

# stems; if an outcome has words of both kinds ("pain relief", "risk of survival"), the desired word decides
_UNDESIRED = stem_set(
    """pain mortality death deaths risk incidence rate complication complications adverse event events toxicity failure
    relapse recurrence infection symptom symptoms anxiety depression depressive stress fatigue nausea vomiting
    bleeding loss
    hospitalization hospitalisation admission length stay time duration days hours blood pressure cholesterol ldl
    triglycerides glucose
    hba1c weight bmi fat insulin crp inflammation edema oedema swelling severity disability injury fracture
    fractures falls
    bpd pneumonia fever cost costs consumption requirement need use morbidity error errors latency onset
    delay
    hypotension hypoglycemia hypoglycaemia burden impairment exacerbation exacerbations resistance plaque caries
    smoking drinking
    craving distress insomnia dyspnea cough itching pruritus headache lesion lesions progression""",
)
_DESIRED = stem_set(
    """survival quality life satisfaction adherence compliance success efficacy response remission recovery
    function functional
    performance knowledge strength density hdl relief cure healing healed clearance pregnancy birth walking
    distance sleep
    cognition memory skill skills accuracy sensitivity specificity mobility flexibility comfort acceptance control
    attendance
    ability capacity fitness wellbeing health physical activity balance range motion abstinence cessation immunity
    titers
    uptake coverage improvement oxygenation saturation ejection fraction viability""",
)


def polarity(outcome: str) -> int:
    """1 if more of `outcome` is good, -1 if less is good, 0 if its words do not tell."""
    stems = stem_set(outcome)
    if stems & _DESIRED:
        return 1
    return -1 if stems & _UNDESIRED else 0
