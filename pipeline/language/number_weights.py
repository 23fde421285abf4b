"""The weights by which the words around two values say that they are two values of one thing.

Data card. Made by benchmarks/train_numbers.py: a logistic regression (scikit-learn, L2, C = 1) over 968 values of the
conclusions of 724 PubMed abstracts (randomized trials of Evidence Inference 2.0, drug-class reviews of Cohen
and others 2006, PubMedQA), each held against the rest of its abstract, as it is and with one value changed by rule.
Known limits: a conclusion's value that the abstract states nowhere else counts as right; figures of full texts were not
seen. Measured on other abstracts in docs/decisions/0011-claim-checks.md. Do not edit by hand.
"""

BASE = -2.561
# from this probability on, 3% of the unchanged claims of cross-validation were called different
DIFFERENT = 0.799

WEIGHTS: dict[str, float] = {
    "free values of the kind": 0.548,
    "in the title": 1.089,
    "near": 0.328,
    "near and whole": -0.568,
    "near from 0.3": 0.686,
    "near from 0.5": -0.299,
    "near, of kind age": 0.167,
    "near, of kind concentration": 0.021,
    "near, of kind count": 0.142,
    "near, of kind dose": -0.412,
    "near, of kind duration": 0.426,
    "near, of kind frequency": 0.773,
    "near, of kind interval": -0.441,
    "near, of kind measurement": -0.009,
    "near, of kind number": 0.693,
    "near, of kind p value": -0.813,
    "near, of kind percentage": 0.181,
    "near, of kind ratio": -0.464,
    "near, of kind year": 0.063,
    "of kind age": 0.677,
    "of kind concentration": 0.078,
    "of kind count": -1.059,
    "of kind dose": 1.272,
    "of kind duration": 0.643,
    "of kind frequency": 1.546,
    "of kind interval": -0.37,
    "of kind measurement": -0.174,
    "of kind number": -0.798,
    "of kind p value": -0.671,
    "of kind percentage": -0.622,
    "of kind ratio": -0.736,
    "of kind year": -0.08,
    "one value of the kind": -0.495,
    "one value, of kind age": 0.474,
    "one value, of kind concentration": 0.078,
    "one value, of kind count": 0.079,
    "one value, of kind dose": 0.045,
    "one value, of kind duration": -0.315,
    "one value, of kind frequency": -0.924,
    "one value, of kind interval": 0.432,
    "one value, of kind measurement": 0.091,
    "one value, of kind number": 0.299,
    "one value, of kind p value": 0.265,
    "one value, of kind percentage": 0.129,
    "one value, of kind year": -1.15,
    "others found": -0.14,
    "same bound": 0.329,
    "same word after": 0.494,
    "same word before": 0.335,
    "the only one not found": 1.638,
    "times stated": 1.866,
    "two values of the kind": -0.195,
    "whole": 0.864,
    "whole from 0.5": -0.204,
}
