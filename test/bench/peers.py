"""One library of others, with two threads, on the ratings that lie in a folder: peers.py NAME FOLDER HELD.

The last HELD ratings are predicted, the others trained on. Prints one line of JSON: seconds by the clock and of processor
time, and the held-out RMSE where there is one. Of least squares, the seconds are those of an iteration.
"""
import json
import os
import pathlib
import resource
import sys
import time

for variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"  # the threads are the libraries' own

import numpy as np

THREADS = 2
RANK = 64
ITERATIONS = 6
folder = pathlib.Path(sys.argv[2])
held = int(sys.argv[3])
users, items = (np.fromfile(folder / name, np.uint32).astype(np.int32) for name in ("users", "items"))
values = np.fromfile(folder / "values", np.float32)
shape = (int(users.max()) + 1, int(items.max()) + 1)


java = None  # the process that runs Spark


def processor():
    """Of this process, of those that it has waited for, and of Java."""
    of = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in of) + (0 if java is None else processor_of(java))


def processor_of(process):
    """utime and stime of proc(5)."""
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measured(work):
    started, before = time.time(), processor()
    answer = work()
    return answer, {"clock": time.time() - started, "processor": processor() - before}


def an_iteration(fit, iterations=ITERATIONS):
    """What each further iteration than the first takes, and what the last fit gives."""
    _, first = measured(lambda: fit(1))
    answer, last = measured(lambda: fit(iterations))
    return answer, {key: (last[key] - first[key]) / (iterations - 1) for key in last}


def rmse(predicted):
    """Of predictions for the held-out ratings; NaN where there is none, which counts as the mean."""
    predicted = np.where(np.isnan(predicted), values[:-held].mean(), predicted)
    return float(np.sqrt(np.mean((values[-held:] - np.clip(predicted, 0.5, 5)) ** 2)))


def products(rows, columns):
    return np.einsum("tf,tf->t", rows[users[-held:]], columns[items[-held:]])


def libmf():
    from libmf import mf

    cells = np.column_stack((users, items, values)).astype(np.float32)[:-held]
    cells = np.ascontiguousarray(cells)
    model = mf.MF(
        k=32, nr_threads=THREADS, nr_iters=20, eta=0.05, lambda_p2=0.02, lambda_q2=0.02, lambda_p1=0.0,
        lambda_q1=0.0, quiet=True,
    )
    _, took = measured(lambda: model.fit(cells))
    # LIBMF's own predict in this package mixes up its pairs
    return {**took, "rmse": rmse(products(model.p_factors(), model.q_factors()))}


def cmfrec(use_cg):
    import scipy.sparse as sp
    from cmfrec import CMF

    ratings = sp.coo_matrix((values[:-held], (users[:-held], items[:-held])), shape=shape)

    def fit(iterations):
        return CMF(
            k=RANK, lambda_=20.0, method="als", use_cg=use_cg, finalize_chol=False, niter=iterations, nthreads=THREADS,
            use_float=True, verbose=False, precompute_for_predictions=False,
        ).fit(ratings)

    model, took = an_iteration(fit)
    return {**took, "rmse": rmse(model.predict(users[-held:], items[-held:]))}


def implicit(use_cg):
    import scipy.sparse as sp
    from implicit.cpu.als import AlternatingLeastSquares

    counts = sp.csr_matrix((values[:-held], (users[:-held], items[:-held])), shape=shape)

    def fit(iterations):
        AlternatingLeastSquares(
            factors=RANK, regularization=10.0, use_cg=use_cg, iterations=iterations, num_threads=THREADS, dtype=np.float32
        ).fit(counts, show_progress=False)

    return an_iteration(fit)[1]


def surprise():
    import pandas as pd
    from surprise import SVD, Dataset, Reader

    frame = pd.DataFrame({"user": users[:-held], "item": items[:-held], "rating": values[:-held].astype(float)})
    ratings = Dataset.load_from_df(frame, Reader(rating_scale=(0.5, 5))).build_full_trainset()
    model, took = measured(lambda: SVD(n_factors=32, n_epochs=20, lr_all=0.01, reg_all=0.05, random_state=0).fit(ratings))
    inner = ratings._raw2inner_id_users, ratings._raw2inner_id_items
    places = [
        np.array([known.get(raw, -1) for raw in raws.tolist()]) for known, raws in zip(inner, (users[-held:], items[-held:]))
    ]
    row, column = (np.maximum(place, 0) for place in places)
    is_known, is_known_item = (place >= 0 for place in places)
    dots = np.einsum("tf,tf->t", model.pu[row], model.qi[column])
    predicted = (
        ratings.global_mean + is_known * model.bu[row] + is_known_item * model.bi[column] + is_known * is_known_item * dots
    )
    return {**took, "rmse": rmse(predicted)}


def spark():
    from pyspark.ml.recommendation import ALS
    from pyspark.sql import SparkSession

    global java
    half = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 31
    memory = os.environ.get("BENCH_SPARK_MEMORY", f"{half}g")
    session = (
        SparkSession.builder.master(f"local[{THREADS}]")
        .config("spark.driver.memory", memory)
        .config("spark.ui.enabled", "false")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    java = session.sparkContext._gateway.proc.pid
    table = folder / "ratings.csv"
    with open(table, "w", encoding="ascii") as file:
        for start in range(0, len(values) - held, 1_000_000):
            part = slice(start, min(start + 1_000_000, len(values) - held))
            cells = zip(users[part].tolist(), items[part].tolist(), values[part].tolist())
            file.writelines(f"{user},{item},{value}\n" for user, item, value in cells)
    ratings = session.read.schema("user INT, item INT, rating FLOAT").csv(str(table)).cache()
    ratings.count()

    def fit(iterations):
        settings = {"userCol": "user", "itemCol": "item", "rank": RANK, "maxIter": iterations, "seed": 0}
        return ALS(regParam=0.1, **settings).fit(ratings)

    fit(1)  # Java compiles what it runs often: the first fit takes longest
    model, took = an_iteration(fit)
    sides = []
    for count, factors in zip(shape, (model.userFactors, model.itemFactors)):
        side = np.full((count, RANK), np.nan)
        for row in factors.collect():
            side[row.id] = row.features
        sides.append(side)
    session.stop()
    return {**took, "rmse": rmse(products(*sides))}

peers = {
    "libmf": libmf,
    "cmfrec-cholesky": lambda: cmfrec(False),
    "cmfrec-cg": lambda: cmfrec(True),
    "implicit-cholesky": lambda: implicit(False),
    "implicit-cg": lambda: implicit(True),
    "surprise": surprise,
    "spark": spark,
}
sys.stdout, output = sys.stderr, sys.stdout
try:
    answer = peers[sys.argv[1]]()
except ImportError as error:
    answer = {"absent": str(error)}
print(json.dumps(answer), file=output)
