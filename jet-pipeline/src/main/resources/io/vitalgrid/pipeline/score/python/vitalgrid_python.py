"""Stands between the grid and a model's own code, module `model` with a function

    score(features, rows)

features: names, in the order of a row's columns; rows: a list of lists of float, NaN where a
feature is missing. It returns one probability a row.

hazelcast-jet-python calls transform_list; run as a program, it answers line by line, which is how
`vitalgrid model deploy` tries a model. The lines are those of class Wire.
"""

import json
import sys
import traceback


def transform_list(questions):
    return [answer(json.loads(question)) for question in questions]


def answer(question):
    try:
        risks = load().score(question["features"], question["rows"])
        return " ".join([str(question["batch"])] + [repr(float(risk)) for risk in risks])
    except Exception as failure:
        return "%d !%s" % (question["batch"], describe(failure))


def load():
    import model  # from the second call on, what the first one loaded

    if not hasattr(model, "score"):
        raise NotImplementedError
    return model


def describe(failure):
    """What failed and where; its message is left out, for it may hold a patient's figures."""
    kind = type(failure).__name__
    if isinstance(failure, NotImplementedError):
        return "it has no function score(features, rows)"
    if isinstance(failure, ImportError):
        return "%s: no module named %s" % (kind, failure.name)
    if isinstance(failure, SyntaxError):
        return "%s in line %s" % (kind, failure.lineno)
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(failure.__traceback__)
        if frame.filename.endswith("model.py")
    ]
    return "%s in line %d" % (kind, lines[-1]) if lines else kind + ", score() gave no numbers"


if __name__ == "__main__":
    answers, sys.stdout = sys.stdout, sys.stderr  # what a model prints is no answer
    for line in sys.stdin:
        print(answer(json.loads(line)), file=answers, flush=True)
