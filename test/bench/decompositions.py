"""Medians in milliseconds of NumPy and SciPy on the n x n doubles in a file: python3 decompositions.py FILE N RUNS."""

import json
import os
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
import scipy.linalg


def median(work, runs):
    work()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return 1000 * sorted(times)[runs // 2]


file, n, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
a = np.fromfile(file).reshape(n, n)
definite = a @ a.T + np.eye(n)
symmetric = a + a.T
works = {
    "product": lambda: a @ a,
    "LU": lambda: scipy.linalg.lu(a, p_indices=True),
    "Cholesky": lambda: np.linalg.cholesky(definite),
    "QR": lambda: np.linalg.qr(a),
    "symmetric eigen": lambda: np.linalg.eigh(symmetric),
    "SVD": lambda: np.linalg.svd(a, full_matrices=False),
}
if n <= 500:
    works["Schur"] = lambda: scipy.linalg.schur(a)
    works["eigen"] = lambda: np.linalg.eig(a)
print(json.dumps({name: median(work, runs) for name, work in works.items()}))
