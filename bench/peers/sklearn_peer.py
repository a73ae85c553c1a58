"""The peer `sklearn`: fits scikit-learn's estimators and scores with them.

Reads one JSON command a line and answers each with one line; see peer.ts. The first argument is
`n_jobs`, for estimators that have it; how many threads the others use is in the environment.
"""

import json
import sys
import time

try:
    import numpy
    import sklearn
    from sklearn.cluster import KMeans
    from sklearn.decomposition import PCA
    from sklearn.ensemble import IsolationForest
    from sklearn.mixture import GaussianMixture
    from sklearn.neighbors import NearestNeighbors
except ImportError as error:
    sys.exit(str(error))

JOBS = int(sys.argv[1])


def reconstruction_error(model, x):
    return numpy.square(x - model.inverse_transform(model.transform(x))).mean(axis=1)


# What builds each estimator, and how it scores: higher is more anomalous.
ESTIMATORS = {
    "IsolationForest": (
        lambda params: IsolationForest(n_jobs=JOBS, **params),
        lambda model, x: -model.score_samples(x),
    ),
    "KMeans": (
        lambda params: KMeans(**params),
        lambda model, x: model.transform(x).min(axis=1),
    ),
    "GaussianMixture": (
        lambda params: GaussianMixture(**params),
        lambda model, x: -model.score_samples(x),
    ),
    "PCA": (lambda params: PCA(**params), reconstruction_error),
    "NearestNeighbors": (
        lambda params: NearestNeighbors(n_jobs=JOBS, **params),
        lambda model, x: model.kneighbors(x)[0][:, -1],
    ),
}


class Task:
    def __init__(self, data, rows, cols, trainRows, estimator, params):
        self.data = numpy.fromfile(data, dtype=numpy.float32).reshape(rows, cols)
        self.train = self.data[:trainRows]
        build, self.score_rows = ESTIMATORS[estimator]
        self.build = lambda: build(params)
        self.model = self.build().fit(self.train)

    def turn(self, times, fits, scores):
        start = time.perf_counter()
        for _ in range(times):
            if fits:
                self.model = self.build().fit(self.train)
            if scores:
                self.score_rows(self.model, self.data)
        return {"seconds": time.perf_counter() - start}

    def scores(self, rows):
        return {"scores": self.score_rows(self.model, self.data[:rows]).tolist()}


task = None
print(json.dumps({"version": sklearn.__version__}), flush=True)
for line in sys.stdin:
    command = json.loads(line)
    action = command.pop("action")
    if action == "start":
        task = Task(**command)
        answer = {}
    else:
        answer = getattr(task, action)(**command)
    print(json.dumps(answer), flush=True)
