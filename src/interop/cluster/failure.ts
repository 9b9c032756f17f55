import { faults } from '../../matrix/faults';
import type { Cluster } from '../../protocol/cluster';
import { tooOld, unreached } from './messages';

interface Failure {
  /** Found in what Spark, Java, Python or a shell says of it. */
  readonly said: RegExp;
  readonly fault: (match: RegExpExecArray, cluster: Cluster) => Error;
}

const python = ({ connect }: Cluster): string => (connect === null ? 'pyspark and numpy' : 'pyspark[connect]');

/** The first that is found is the reason: those that bring others about come first. */
const failures: readonly Failure[] = [
  {
    // of the server of Spark Connect, of a machine that reads, and of one that writes
    said: /(?:Path does not exist: |File |Mkdirs failed to create )file:(\S*)\/factorize-spark-/u,
    fault: ([, folder]) => faults.folderNotShared(folder ?? ''),
  },
  { said: new RegExp(unreached, 'u'), fault: (_, { connect }) => faults.noSparkConnect(connect ?? '') },
  { said: new RegExp(`${tooOld} (\\S+)`, 'u'), fault: ([, version]) => faults.oldSparkConnect(version ?? '') },
  {
    said: /UnsupportedClassVersionError|requires Java (?:\d+)|Unsupported class file major version/u,
    fault: () => faults.oldJava(),
  },
  {
    said: /JAVA_HOME is not set|Unable to locate a Java Runtime|JAVA_GATEWAY_EXITED|(?:\bjava"?: |Java )(?:command )?(?:not found|No such file)/iu,
    fault: () => faults.noJava(),
  },
  { said: /spark-class: (?:not found|No such file)|Failed to find Spark jars/iu, fault: () => faults.noSparkHome() },
  { said: /Cannot run program "([^"]*python[^"]*)"/u, fault: ([, name]) => faults.noPython(name ?? 'python3') },
  {
    said: /No module named '?([\w.]+)|NOT_INSTALLED\] (\S+)/u,
    fault: ([, module, named], cluster) => faults.noPySpark(module ?? named ?? 'pyspark', python(cluster)),
  },
  {
    said: /Could not parse Master URL|Master must either be yarn/u,
    fault: (_, { master }) => faults.sparkMaster(master),
  },
  { said: /HADOOP_CONF_DIR or YARN_CONF_DIR must be set/u, fault: () => faults.noHadoopConfiguration() },
  {
    said: /All masters are unresponsive|Failed to connect to master/u,
    fault: (_, { master }) => faults.noSparkMaster(master),
  },
  { said: /StackOverflowError/u, fault: () => faults.sparkStack() },
  { said: /HADOOP_HOME and hadoop\.home\.dir are unset|winutils/iu, fault: () => faults.noWinutils() },
];

/** Why the job failed, of what it said on its standard error; `status` is null where it was ended from outside. */
export function failureOf(said: string, status: number | null, cluster: Cluster): Error {
  for (const { said: pattern, fault } of failures) {
    const match = pattern.exec(said);
    if (match !== null) return fault(match, cluster);
  }
  const ended = status === null ? 'it was ended from outside' : `exit status ${status}`;
  return faults.sparkFailed(reasonOf(said) ?? ended);
}

/** The last line that names an error: the reason stands at the end of a trace, in Python's and in Java's alike. */
function reasonOf(said: string): string | null {
  const errors = said.split('\n').filter((line) => /^(\S*(Error|Exception)\b|Caused by:)/u.test(line.trim()));
  return (
    errors
      .at(-1)
      ?.trim()
      .replace(/^Caused by: /u, '')
      .replace(/\.$/u, '')
      .slice(0, 300) ?? null
  );
}
