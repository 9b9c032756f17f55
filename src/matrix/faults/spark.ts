import { fault } from './make';

/** Training on Spark: what is missing, too old, or out of reach. */
export const sparkFaults = {
  noSpark: (command: string) =>
    fault(
      'work',
      'no-spark',
      `${command} was not found.`,
      'Install Apache Spark (or the Python package pyspark), and set SPARK_HOME or the path of spark-submit.',
    ),
  noSparkHome: () =>
    fault(
      'work',
      'no-spark-home',
      'spark-submit does not find the Spark it belongs to.',
      'Set SPARK_HOME to the folder of Spark, or PYSPARK_PYTHON to the Python that pyspark is installed in.',
    ),
  noJava: () =>
    fault('work', 'no-java', 'Spark found no Java.', 'Install Java 17 or later, and set JAVA_HOME to its folder.'),
  oldJava: () =>
    fault(
      'work',
      'old-java',
      'This Java is too old for this Spark.',
      'Install Java 17 or later, and set JAVA_HOME to its folder.',
    ),
  noPython: (command: string) =>
    fault(
      'work',
      'no-python',
      `Spark's Python, ${command}, was not found.`,
      'Install Python 3, and set PYSPARK_PYTHON to it.',
    ),
  noPySpark: (lacking: string, packages: string) =>
    fault(
      'work',
      'no-pyspark',
      `Spark's Python lacks the package ${lacking}.`,
      `Install ${packages} with pip in the Python that PYSPARK_PYTHON names, or else python3.`,
    ),
  sparkMaster: (given: string) =>
    fault(
      'input',
      'spark-master',
      `${given} is not a master that Spark knows.`,
      'Write it as local[*], spark://host:7077, yarn or k8s://https://host:port.',
    ),
  noSparkMaster: (master: string) =>
    fault(
      'work',
      'no-spark-master',
      `No Spark master answers at ${master}.`,
      'Start one there, with start-master.sh of Spark, or correct the address.',
    ),
  noHadoopConfiguration: () =>
    fault(
      'work',
      'no-hadoop-configuration',
      'Spark does not know where YARN is.',
      "Set HADOOP_CONF_DIR to the folder of the cluster's configuration.",
    ),
  noWinutils: () =>
    fault(
      'work',
      'no-winutils',
      'Spark on Windows lacks winutils.exe of Hadoop.',
      'Set HADOOP_HOME to the folder that has bin\\winutils.exe, or use a Spark Connect address.',
    ),
  sparkStack: () =>
    fault(
      'work',
      'spark-stack',
      "So many iterations are too deep for the stack of Spark's machines.",
      'Ask for fewer iterations, or set spark.executor.extraJavaOptions to -Xss16m.',
    ),
  folderNotShared: (folder: string) =>
    fault(
      'work',
      'folder-not-shared',
      `Spark's machines do not share the folder ${folder} with this one.`,
      'Name a folder that all of them read and write, with --spark-folder or the setting factorize.spark.folder.',
    ),
  connectAddress: (given: string) =>
    fault(
      'input',
      'connect-address',
      `${given} is not the address of a Spark Connect server.`,
      'Write it as sc://host, or sc://host:port.',
    ),
  noSparkConnect: (address: string) =>
    fault(
      'work',
      'no-spark-connect',
      `No Spark Connect server answers at ${address}.`,
      'Start one there, with start-connect-server.sh of Spark, or correct the address.',
    ),
  oldSparkConnect: (version: string) =>
    fault(
      'work',
      'old-spark-connect',
      `Spark Connect of version ${version} trains no recommenders.`,
      "Install version 4 on both sides, here with pip install 'pyspark[connect]>=4', or name a master instead.",
    ),
  searchNotOnSpark: () =>
    fault(
      'input',
      'search-not-on-spark',
      'Rank and regularization are not searched for on Spark.',
      'Search with als on this machine, and give what it finds to Spark.',
    ),
  sparkFailed: (reason: string) =>
    fault('work', 'spark-failed', `Spark did not finish the training: ${reason}.`, 'Mend that, and train again.'),
};
