import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { faults } from '../../matrix/faults';
import type { Cluster } from '../../protocol/cluster';

export interface Command {
  readonly command: string;
  readonly commandArguments: readonly string[];
  /** What is said where the command is not there. */
  readonly missing: () => Error;
}

/**
 * What runs the job's program with its settings: `spark-submit` with the master, or Python itself for Spark Connect, which
 * has nothing to submit to. On Windows, Java is run as `spark-submit.cmd` would: a `.cmd` goes through a shell.
 * Throws the `connectAddress` and `noSpark` faults.
 */
export function commandOf(cluster: Cluster, program: string, settings: string): Command {
  const { connect, python, master, options } = cluster;
  if (connect !== null) {
    if (!connect.startsWith('sc://')) throw faults.connectAddress(connect);
    const command = python ?? fromEnvironment('PYSPARK_PYTHON') ?? 'python3';
    return { command, commandArguments: [program, settings], missing: () => faults.noPython(command) };
  }
  const submitted = ['--master', master, ...options, '--deploy-mode', 'client', program, settings];
  if (process.platform === 'win32') return javaCommand(windowsHome(cluster), options, submitted);
  const command = cluster.submit ?? ofHome() ?? 'spark-submit';
  return { command, commandArguments: submitted, missing: () => faults.noSpark(command) };
}

/** The `spark-submit` of `SPARK_HOME`. */
function ofHome(): string | null {
  const home = fromEnvironment('SPARK_HOME');
  const command = home === null ? null : join(home, 'bin', 'spark-submit');
  return command !== null && existsSync(command) ? command : null;
}

function fromEnvironment(name: string): string | null {
  const value = process.env[name] ?? '';
  return value === '' ? null : value;
}

/** What Spark asks of Java 17 and later; it leaves out what an older or newer one does not know. */
const javaOptions = [
  '-XX:+IgnoreUnrecognizedVMOptions',
  '--add-modules=jdk.incubator.vector',
  ...[
    ...['java.base/java.lang', 'java.base/java.lang.invoke', 'java.base/java.lang.reflect', 'java.base/java.io'],
    ...['java.base/java.net', 'java.base/java.nio', 'java.base/java.util', 'java.base/java.util.concurrent'],
    ...['java.base/java.util.concurrent.atomic', 'java.base/jdk.internal.ref', 'java.base/sun.nio.ch'],
    ...['java.base/sun.nio.cs', 'java.base/sun.security.action', 'java.base/sun.util.calendar'],
    ...['java.security.jgss/sun.security.krb5'],
  ].map((opened) => `--add-opens=${opened}=ALL-UNNAMED`),
  '-Djdk.reflect.useDirectMethodHandle=false',
  '-Dio.netty.tryReflectionSetAccessible=true',
];

/** The driver's memory is that of the Java which submits, so it is to be said before that starts. */
export function javaCommand(home: string, options: readonly string[], submitted: readonly string[]): Command {
  const javaHome = fromEnvironment('JAVA_HOME');
  const classPath = [join(home, 'conf'), join(home, 'jars', '*')].join(delimiter);
  return {
    command: javaHome === null ? 'java' : join(javaHome, 'bin', 'java'),
    commandArguments: [
      ...javaOptions,
      ...memoryOf(options).map((memory) => `-Xmx${memory}`),
      ...['-cp', classPath, 'org.apache.spark.deploy.SparkSubmit', ...submitted],
    ],
    missing: () => faults.noJava(),
  };
}

function memoryOf(options: readonly string[]): string[] {
  const asked = options.flatMap((option, at) => {
    if (options[at - 1] === '--driver-memory') return [option];
    return /^(?:--driver-memory=|spark\.driver\.memory=)(.+)$/u.exec(option)?.slice(1) ?? [];
  });
  return asked.slice(-1);
}

/** The folder of Spark, which has its `jars`: of `SPARK_HOME`, or where `spark-submit.cmd` is, of Spark or of `pyspark`. */
function windowsHome({ submit }: Cluster): string {
  const name = 'spark-submit.cmd';
  const folders = submit === null ? (process.env['PATH'] ?? '').split(delimiter) : [dirname(submit)];
  const beside = folders
    .filter((folder) => existsSync(join(folder, name)))
    .flatMap((folder) => [join(folder, '..'), join(folder, '..', 'Lib', 'site-packages', 'pyspark')]);
  const homes = submit === null ? [fromEnvironment('SPARK_HOME') ?? '', ...beside] : beside;
  const home = homes.find((folder) => existsSync(join(folder, 'jars')));
  if (home === undefined) throw faults.noSpark(submit ?? name);
  return home;
}
