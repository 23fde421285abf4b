"""The weights by which the words around two values say that they are two values of one thing.

Data card. Made by benchmarks/train_numbers.py: a logistic regression (scikit-learn, L2, C = 1) over 1105 values of the
conclusions of 817 PubMed abstracts (randomized trials of Evidence Inference 2.0, drug-class reviews of Cohen
and others 2006, PubMedQA), each held against the rest of its abstract, as it is and with one value changed by rule.
Known limits: a conclusion's value that the abstract states nowhere else counts as right; figures of full texts were not
seen. Measured on other abstracts in docs/decisions/0011-claim-checks.md. Do not edit by hand.
"""

BASE = -2.718
# from this probability on, 3% of the unchanged claims of cross-validation were called different
DIFFERENT = 0.776

WEIGHTS: dict[str, float] = {
    "free values of the kind": 0.946,
    "in the title": 1.186,
    "near": 0.384,
    "near and whole": -0.699,
    "near from 0.3": 0.676,
    "near from 0.5": -0.285,
    "near, of kind age": 0.171,
    "near, of kind concentration": 0.017,
    "near, of kind count": 0.096,
    "near, of kind dose": -0.519,
    "near, of kind duration": 0.623,
    "near, of kind frequency": 0.613,
    "near, of kind interval": -0.446,
    "near, of kind measurement": -0.045,
    "near, of kind number": 0.915,
    "near, of kind p value": -0.787,
    "near, of kind percentage": 0.096,
    "near, of kind ratio": -0.457,
    "near, of kind year": 0.106,
    "of kind age": 0.673,
    "of kind concentration": 0.065,
    "of kind count": -1.405,
    "of kind dose": 1.297,
    "of kind duration": 0.658,
    "of kind frequency": 1.235,
    "of kind interval": -0.373,
    "of kind measurement": -0.148,
    "of kind number": -0.697,
    "of kind p value": -0.693,
    "of kind percentage": -0.421,
    "of kind ratio": -0.724,
    "of kind year": 0.263,
    "one value of the kind": -0.585,
    "one value, of kind age": 0.464,
    "one value, of kind concentration": 0.065,
    "one value, of kind count": 0.332,
    "one value, of kind dose": 0.008,
    "one value, of kind duration": -0.507,
    "one value, of kind frequency": -0.639,
    "one value, of kind interval": 0.439,
    "one value, of kind measurement": 0.129,
    "one value, of kind number": 0.102,
    "one value, of kind p value": 0.14,
    "one value, of kind percentage": -0.006,
    "one value, of kind year": -1.11,
    "others found": -0.316,
    "same bound": 0.135,
    "same word after": 0.512,
    "same word before": 0.563,
    "the only one not found": 1.501,
    "times stated": 1.84,
    "two values of the kind": -0.151,
    "whole": 1.25,
    "whole from 0.5": -0.227,
}
