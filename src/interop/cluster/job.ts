import { marker, tooOld, unreached } from './messages';

export interface JobSettings {
  /** Where the ratings are, and where the factors are to be written, as Spark names files: `file:///…`. */
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
  /** The folder of all this, which the job removes where that process is gone. */
  readonly folder: string;
  /** A file that ends the job when it is there. */
  readonly stop: string;
}

/** Stages of a job that trains which come before those of the updates: they read the ratings and cut them into blocks. */
const preparingStages = 3;

/**
 * The program that Spark runs: it reads triplets of user, item and rating as whole numbers and a number, trains
 * `pyspark.ml.recommendation.ALS`, and writes both sides' factors as Parquet. Its one argument is a `JobSettings` file.
 * What it says of itself are lines that begin with `marker`, each followed by one `JobMessage`.
 * It ends by itself, and what it asked of Spark too, when it is told to or the process that started it is gone.
 *
 * An iteration is two updates, of the items' factors and of the users'. Of a job that trains, the last stages are in
 * turn: one that sends the first factors, those that solve an update and send what they found, and one that solves the
 * last. Spark names them; Spark Connect does not, but tells of all of a job's stages at once.
 */
export const jobProgram = `import json
import os
import shutil
import sys
import threading
import time

from pyspark.ml.recommendation import ALS
from pyspark.sql import SparkSession


def say(**message):
    print("${marker}" + json.dumps(message), flush=True)


def say_updates(stages):
    """Stages are pairs of counts, of tasks and of those completed, in the order in which Spark runs them."""
    begun = [place for place, (_, completed) in enumerate(stages) if completed > 0]
    if begun:
        tasks, completed = stages[begun[-1]]
        say(stage="training", iterations=max(0, begun[-1] - 1 + completed / tasks) / 2)


def follow_stages(spark, ended):
    tracker = spark.sparkContext.statusTracker()
    while not ended.wait(0.5):
        for job in tracker.getActiveJobsIds():
            info = tracker.getJobInfo(job)
            stages = [] if info is None else [tracker.getStageInfo(stage) for stage in sorted(info.stageIds)]
            known = [stage for stage in stages if stage is not None]
            sending = [stage for stage in known if stage.name.startswith("flatMap at ALS.scala")]
            if sending:
                say_updates([(stage.numTasks, stage.numCompletedTasks) for stage in sending + known[-1:]])


def follow_operation(updates):
    seen, training = set(), []

    def handle(stages, inflight_tasks, operation_id, done):
        by_id = {stage.stage_id: (stage.num_tasks, stage.num_completed_tasks) for stage in stages or []}
        new = sorted(by_id.keys() - seen)
        seen.update(new)
        if len(new) > ${preparingStages} + updates and not training:
            training.extend(new[-updates - 1 :])
        if training and by_id.keys() >= set(training):
            say_updates([by_id[stage] for stage in training])

    return handle


def is_orphaned(parent):
    if os.name != "posix":
        return False
    try:
        os.kill(parent, 0)
        return False
    except OSError:
        return True


def watch(settings, remote):
    """Ends the job where it is told to, or nobody waits for it any more. A Spark that was submitted to ends with it."""
    while not (os.path.exists(settings["stop"]) or is_orphaned(settings["parent"])):
        time.sleep(0.2)
    try:
        for session in remote:
            session.interruptAll()
            session.stop()
    finally:
        if is_orphaned(settings["parent"]):
            shutil.rmtree(settings["folder"], ignore_errors=True)
        os._exit(1)


def require_four(version):
    """Before version 4, Spark Connect trains no recommenders."""
    if int(version.split(".")[0]) < 4:
        sys.exit("${tooOld} " + version)


def reach(address):
    """Ends where nobody answers: Spark's own client asks for ten minutes first."""
    import grpc
    import pyspark
    from pyspark.sql.connect.client import DefaultChannelBuilder

    require_four(pyspark.__version__)
    channel = DefaultChannelBuilder(address).toChannel()
    try:
        grpc.channel_ready_future(channel).result(timeout=20)
    except grpc.FutureTimeoutError:
        sys.exit("${unreached}")
    finally:
        channel.close()


def connect(address):
    reach(address)
    spark = SparkSession.builder.appName("factorize").remote(address).getOrCreate()
    require_four(spark.version)
    return spark


def main(path):
    with open(path, encoding="utf-8") as file:
        settings = json.load(file)
    remote, ended = [], threading.Event()
    threading.Thread(target=watch, args=(settings, remote), daemon=True).start()
    address = settings["connect"]
    if address is None:
        spark = SparkSession.builder.appName("factorize").getOrCreate()
        threading.Thread(target=follow_stages, args=(spark, ended), daemon=True).start()
    else:
        spark = connect(address)
        remote.append(spark)
        spark.registerProgressHandler(follow_operation(2 * settings["iterations"]))
    say(stage="started", version=spark.version, master=address or spark.sparkContext.master)
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
