"""An iteration of least squares at rank 64 with implicit and cmfrec, two threads, on the ratings in a folder."""
import pathlib
import resource
import sys
import time

import numpy as np
import scipy.sparse as sp

folder = pathlib.Path(sys.argv[1])
users, items = (np.fromfile(folder / name, np.uint32).astype(np.int32) for name in ("users", "items"))
values = np.fromfile(folder / "values", np.float32)


def processor():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def an_iteration(name, fit):
    """What two more iterations than one take, halved."""
    measured = []
    for iterations in (1, 3):
        started, before = time.time(), processor()
        fit(iterations)
        measured.append((time.time() - started, processor() - before))
    clock, used = ((b - a) / 2 for a, b in zip(*measured))
    print(f"| {name} | processor s {used:.3f} | s by the clock, 2 threads {clock:.3f} |", flush=True)


try:
    from implicit.cpu.als import AlternatingLeastSquares

    counts = sp.csr_matrix((values, (users, items)))
    for use_cg in (True, False):
        def fit_implicit(iterations):
            AlternatingLeastSquares(
                factors=64, regularization=10.0, use_cg=use_cg, iterations=iterations, num_threads=2, dtype=np.float32
            ).fit(counts, show_progress=False)

        an_iteration(f"implicit, {'conjugate gradients' if use_cg else 'Cholesky'}", fit_implicit)
except ImportError:
    print("implicit is not there")

try:
    from cmfrec import CMF

    ratings = sp.coo_matrix((values, (users, items)))
    for use_cg in (True, False):
        def fit_cmfrec(iterations):
            CMF(
                k=64, lambda_=10.0, method="als", use_cg=use_cg, finalize_chol=False, niter=iterations, nthreads=2,
                use_float=True, verbose=False, precompute_for_predictions=False,
            ).fit(ratings)

        an_iteration(f"cmfrec, {'conjugate gradients' if use_cg else 'Cholesky'}", fit_cmfrec)
except ImportError:
    print("cmfrec is not there")
