"""The peers of completion.ts on the same five folds: Surprise, scikit-learn's IterativeImputer, implicit's ALS.

Usage: python completion.py RATINGS, a file of user, item, rating under a header. Needs NumPy and SciPy; the peers, which are
scikit-surprise, scikit-learn and implicit, are measured where they are installed.
Prints RMSE and MAE of predictions clipped to the scale, and processor seconds a fold, on one thread.
"""

import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import numpy as np
from scipy import sparse

cells = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1, usecols=(0, 1, 2))
users = np.unique(cells[:, 0], return_inverse=True)[1]
items = np.unique(cells[:, 1], return_inverse=True)[1]
ratings = cells[:, 2]
order = np.arange(len(ratings))
np.random.RandomState(0).shuffle(order)
folds = np.array_split(order, 5)
low, high = ratings.min(), ratings.max()


def surprise(make):
    from surprise import Dataset, Reader

    data = Dataset(Reader(rating_scale=(low, high)))

    def run(train, test):
        trainset = data.construct_trainset([(users[t], items[t], ratings[t], None) for t in train])
        algorithm = make().fit(trainset)
        return np.array([algorithm.predict(users[t], items[t]).est for t in test])

    return run


def baseline_only():
    from surprise import BaselineOnly

    return BaselineOnly(verbose=False)


def svd():
    from surprise import SVD

    return SVD(random_state=0)


def knn_baseline():
    from surprise import KNNBaseline

    return KNNBaseline(verbose=False)


def iterative_imputer(train, test):
    """Users are the features, 20 of them at a time: one round of all of them takes many minutes."""
    from sklearn.experimental import enable_iterative_imputer  # noqa: F401
    from sklearn.impute import IterativeImputer

    table = np.full((items.max() + 1, users.max() + 1), np.nan)
    table[items[train], users[train]] = ratings[train]
    imputer = IterativeImputer(n_nearest_features=20, max_iter=3, random_state=0, keep_empty_features=True)
    return imputer.fit_transform(table)[items[test], users[test]]


def implicit_als(train, test):
    """Predicts how likely a rating is made, not the rating: its error on ratings says nothing, and its time is shown."""
    import implicit

    known = sparse.csr_matrix((ratings[train], (users[train], items[train])))
    implicit.als.AlternatingLeastSquares(factors=8, iterations=10, num_threads=1, random_state=0).fit(
        known, show_progress=False
    )
    return None


peers = [
    ("Surprise BaselineOnly", surprise(baseline_only), 5),
    ("Surprise SVD, 100 factors", surprise(svd), 5),
    ("Surprise KNNBaseline", surprise(knn_baseline), 5),
    ("IterativeImputer, 20 nearest, 3 rounds", iterative_imputer, 1),
    ("implicit ALS, rank 8, 10 iterations", implicit_als, 5),
]

if __name__ == "__main__":
    import warnings

    warnings.filterwarnings("ignore")
    print("| method                                 | folds |   RMSE |    MAE | seconds a fold |")
    print("| -------------------------------------- | ----: | -----: | -----: | -------------: |")
    for name, predict, count in peers:
        errors, seconds = [], []
        try:
            for fold in folds[:count]:
                train = np.setdiff1d(order, fold)
                started = time.process_time()
                predicted = predict(train, fold)
                seconds.append(time.process_time() - started)
                if predicted is not None:
                    errors.append(ratings[fold] - np.clip(predicted, low, high))
        except ImportError as error:
            print(f"Not run: {name}, as Python has no {error.name}.")
            continue
        rmse = f"{np.mean([np.sqrt(np.mean(e**2)) for e in errors]):.4f}" if errors else ""
        mae = f"{np.mean([np.mean(np.abs(e)) for e in errors]):.4f}" if errors else ""
        print(f"| {name:38} | {count:5} | {rmse:>6} | {mae:>6} | {np.mean(seconds):14.2f} |", flush=True)
