"""Milliseconds of NumPy and SciPy on the n x n doubles in a file: python3 decompositions.py FILE N SAMPLES."""

import json
import sys

from measure import least_processor_time

import numpy as np
import scipy.linalg

file, n, samples = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
a = np.fromfile(file).reshape(n, n)
definite = a @ a.T + np.eye(n)
symmetric = a + a.T
works = {
    "product": lambda: a @ a,
    "LU": lambda: scipy.linalg.lu(a, p_indices=True),
    "Cholesky": lambda: np.linalg.cholesky(definite),
    "QR": lambda: np.linalg.qr(a),
    "QR, columns pivoted": lambda: scipy.linalg.qr(a, mode="economic", pivoting=True),
    "symmetric eigen": lambda: np.linalg.eigh(symmetric),
    "SVD": lambda: np.linalg.svd(a, full_matrices=False),
    "Schur": lambda: scipy.linalg.schur(a),
    "eigen": lambda: np.linalg.eig(a),
}
asked = ("Schur", "eigen") if n == 500 else works.keys() if n == 200 else works.keys() - {"Schur", "eigen"}
print(json.dumps({name: least_processor_time(samples, works[name]) for name in asked}))
