import { marker, unreached } from './messages';

export interface JobSettings {
  readonly training: string;
  readonly userFactors: string;
  readonly itemFactors: string;
  readonly rank: number;
  /** λ, which Spark multiplies with the count of a user's or an item's ratings (Zhou et al. 2008, section 3.1). */
  readonly regularization: number;
  readonly iterations: number;
  readonly seed: number;
  /** α of the confidence 1 + αr of Hu, Koren and Volinsky (2008); null for ratings. */
  readonly alpha: number | null;
  /** A Spark Connect address, `sc://…`; null where `spark-submit` says where to run. */
  readonly connect: string | null;
  /** The process whose end ends the job. */
  readonly parent: number;
}

/**
 * The program that Spark runs: it reads triplets of user, item and rating as whole numbers and a number, trains
 * `pyspark.ml.recommendation.ALS`, and writes both sides' factors as Parquet. Its one argument is a `JobSettings` file.
 * What it says of itself are lines that begin with `marker`, each followed by one `JobMessage`.
 * It ends by itself when the process that started it is gone.
 */
export const jobProgram = `import json
import os
import sys
import threading
import time

from pyspark.ml.recommendation import ALS
from pyspark.sql import SparkSession


def say(**message):
    print("${marker}" + json.dumps(message), flush=True)


def follow(settings, spark, ended):
    """Says how many stages of Spark's current job are done, and ends with the process that asked."""
    tracker = spark.sparkContext.statusTracker() if settings["connect"] is None else None
    while not ended.wait(0.5):
        if os.name == "posix":
            try:
                os.kill(settings["parent"], 0)
            except OSError:
                os._exit(1)
        if tracker is None:
            continue
        for job in tracker.getActiveJobsIds():
            info, active = tracker.getJobInfo(job), tracker.getActiveStageIds()
            if info is not None and active:
                say(stage="training", done=sum(stage < min(active) for stage in info.stageIds), total=len(info.stageIds))


def reach(address):
    """Ends where nobody answers: Spark's own client asks for ten minutes first."""
    from pyspark.sql.connect.client import DefaultChannelBuilder
    import grpc

    channel = DefaultChannelBuilder(address).toChannel()
    try:
        grpc.channel_ready_future(channel).result(timeout=20)
    except grpc.FutureTimeoutError:
        sys.exit("${unreached}")
    finally:
        channel.close()


def main(path):
    with open(path, encoding="utf-8") as file:
        settings = json.load(file)
    builder = SparkSession.builder.appName("factorize")
    if settings["connect"] is not None:
        reach(settings["connect"])
        builder = builder.remote(settings["connect"])
    spark = builder.getOrCreate()
    master = settings["connect"] or spark.sparkContext.master
    say(stage="started", version=spark.version, master=master)
    ended = threading.Event()
    threading.Thread(target=follow, args=(settings, spark, ended), daemon=True).start()
    try:
        ratings = spark.read.schema("user INT, item INT, rating FLOAT").csv(settings["training"])
        started = time.monotonic()
        implicit = settings["alpha"] is not None
        als = ALS(
            userCol="user",
            itemCol="item",
            ratingCol="rating",
            rank=settings["rank"],
            regParam=settings["regularization"],
            maxIter=settings["iterations"],
            seed=settings["seed"],
            implicitPrefs=implicit,
            alpha=settings["alpha"] if implicit else 1.0,
        )
        model = als.fit(ratings)
        say(stage="trained", seconds=time.monotonic() - started)
        model.userFactors.write.mode("overwrite").parquet(settings["userFactors"])
        model.itemFactors.write.mode("overwrite").parquet(settings["itemFactors"])
        say(stage="written")
    finally:
        ended.set()
        spark.stop()


main(sys.argv[1])
`;
