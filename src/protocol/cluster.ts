/** Where and how Spark is run. All of it is a person's own setting: none is read from a document. */
export interface Cluster {
  /** As `spark-submit --master` takes it: `local[*]`, `spark://…`, `yarn`, `k8s://…`. */
  readonly master: string;
  /** The path of `spark-submit`; null for that of `SPARK_HOME`, or else of `PATH`. */
  readonly submit: string | null;
  /** A Spark Connect address, `sc://host:port`; null to submit. */
  readonly connect: string | null;
  /** The Python that talks to Spark Connect; null for that of `PYSPARK_PYTHON`, or else `python3`. */
  readonly python: string | null;
  /** More arguments of `spark-submit`, such as `--driver-memory` and `8g`. */
  readonly options: readonly string[];
  /** A folder that this machine and the cluster both read and write; null for a temporary one of this machine. */
  readonly folder: string | null;
}

/** What Spark said of a training. */
export interface ClusterRun {
  readonly version: string;
  /** The master that it ran on, or the Spark Connect address. */
  readonly master: string;
  /** What the least squares took, without the start of Spark, the reading and the writing. */
  readonly seconds: number;
}

export const localCluster: Cluster = {
  master: 'local[*]',
  submit: null,
  connect: null,
  python: null,
  options: [],
  folder: null,
};
