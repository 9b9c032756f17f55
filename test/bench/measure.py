"""What `measure.ts` does, for Python: processor time, since the clock says little on a machine with other work."""

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import time

SAMPLE_SECONDS = 0.03


def processor_time(work, repeats=1):
    """Seconds of processor time, of all threads, that `repeats` calls take."""
    started = time.process_time()
    for _ in range(repeats):
        work()
    return time.process_time() - started


def least_processor_time(samples, work):
    """The least milliseconds of a call, over samples that repeat it until they are long enough; see measure.ts."""
    repeats = 1
    work()
    while processor_time(work, repeats) < SAMPLE_SECONDS:
        repeats *= 2
    return 1000 * min(processor_time(work, repeats) / repeats for _ in range(samples))
