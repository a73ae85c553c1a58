"""ROC-AUC of scikit-learn's detectors on matrices that Netsift made.

Arguments: the folder that holds `train`, `test` (float32) and `truth` (bytes), the number of columns,
a seed, names of detectors. Prints one JSON object.
"""

import json
import sys

import numpy
from sklearn.cluster import KMeans
from sklearn.covariance import LedoitWolf
from sklearn.decomposition import PCA
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score
from sklearn.mixture import GaussianMixture
from sklearn.neighbors import NearestNeighbors

folder, cols, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
train, test = (
    numpy.fromfile(f"{folder}/{name}", dtype=numpy.float32).reshape(-1, cols)
    for name in ("train", "test")
)
truth = numpy.fromfile(f"{folder}/truth", dtype=numpy.uint8)


def iforest():
    model = IsolationForest(n_estimators=100, max_samples=256, random_state=seed).fit(train)
    return -model.score_samples(test)


def kmeans():
    model = KMeans(n_clusters=8, n_init=3, random_state=seed).fit(train)
    return model.transform(test).min(axis=1)


def gmm():
    model = GaussianMixture(n_components=4, random_state=seed, reg_covar=1e-3).fit(train)
    return -model.score_samples(test)


def pca():
    model = PCA(n_components=0.95, svd_solver="full").fit(train)
    return numpy.square(test - model.inverse_transform(model.transform(test))).mean(axis=1)


def mahalanobis():
    return LedoitWolf().fit(train).mahalanobis(test)


def knn():
    rows = numpy.unique(train, axis=0)
    chosen = numpy.random.default_rng(seed).permutation(len(rows))[:20_000]
    model = NearestNeighbors(n_neighbors=10, n_jobs=2).fit(rows[chosen])
    different, back = numpy.unique(test, axis=0, return_inverse=True)
    return model.kneighbors(different)[0][:, -1][back]


detectors = (iforest, kmeans, gmm, pca, mahalanobis, knn)
wanted = [each for each in detectors if each.__name__ in sys.argv[4:]]
print(json.dumps({each.__name__: roc_auc_score(truth, each()) for each in wanted}))
