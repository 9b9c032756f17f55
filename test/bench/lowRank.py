"""What scikit-learn makes of the work of lowRank.ts.

python3 lowRank.py A M N K               truncated SVD: milliseconds and the Frobenius norm of A - USV'
python3 lowRank.py A W H M N K           NMF from that start: milliseconds, half the squared norm of A - WH, iterations
"""

import json
import sys

from measure import least_processor_time

import numpy as np

m, n, k = (int(word) for word in sys.argv[-3:])
files = sys.argv[1:-3]
a = np.fromfile(files[0]).reshape(m, n)

if len(files) == 1:
    from sklearn.utils.extmath import randomized_svd

    u, s, v = randomized_svd(a, k, random_state=0)
    answer = {
        "milliseconds": least_processor_time(3, lambda: randomized_svd(a, k, random_state=0)),
        "error": float(np.linalg.norm(a - (u * s) @ v)),
    }
else:
    import warnings

    from sklearn.decomposition import non_negative_factorization

    w, h = np.fromfile(files[1]).reshape(m, k), np.fromfile(files[2]).reshape(k, n)

    def work():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return non_negative_factorization(
                a, W=w.copy(), H=h.copy(), n_components=k, init="custom", solver="cd", tol=1e-4, max_iter=200
            )

    fitted_w, fitted_h, iterations = work()
    answer = {
        "milliseconds": least_processor_time(3, work),
        "objective": 0.5 * float(np.linalg.norm(a - fitted_w @ fitted_h)) ** 2,
        "iterations": iterations,
    }
print(json.dumps(answer))
