"""What LIBMF takes for 20 epochs at rank 32 with two threads, and the held-out RMSE it comes to, on the ratings in a folder."""
import json
import pathlib
import resource
import sys
import time

import numpy as np

folder = pathlib.Path(sys.argv[1])
held = int(sys.argv[2])
users, items = (np.fromfile(folder / name, np.uint32).astype(np.float32) for name in ("users", "items"))
values = np.fromfile(folder / "values", np.float32)

sys.stdout, output = sys.stderr, sys.stdout
from libmf import mf  # noqa: E402

cells = np.ascontiguousarray(np.column_stack((users, items, values)), np.float32)
model = mf.MF(k=32, nr_threads=2, nr_iters=20, lambda_p2=0.05, lambda_q2=0.05, lambda_p1=0.0, lambda_q1=0.0, quiet=True)
before, started = resource.getrusage(resource.RUSAGE_SELF), time.time()
model.fit(cells[:-held])
clock, after = time.time() - started, resource.getrusage(resource.RUSAGE_SELF)
# LIBMF's own predict in this package mixes up its pairs; rows it has not seen hold NaN
rows, columns = model.p_factors(), model.q_factors()
products = np.einsum("tf,tf->t", rows[users[-held:].astype(int)], columns[items[-held:].astype(int)])
predictions = np.where(np.isnan(products), values[:-held].mean(), products)
errors = values[-held:] - np.clip(predictions, 0.5, 5)
processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
print(json.dumps({"clock": clock, "processor": processor, "rmse": float(np.sqrt(np.mean(errors**2)))}), file=output)
