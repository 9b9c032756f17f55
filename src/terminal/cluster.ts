import { faults } from '../matrix/faults';
import { localCluster, type Cluster } from '../protocol/cluster';
import type { CommandLine } from './arguments';

/** Options that say where Spark runs. */
export const clusterOptions = ['spark-master', 'spark-connect', 'spark-memory', 'spark-folder'] as const;

/** Where `--solver spark` trains; undefined for other solvers, which these options do not apply to. */
export function clusterOf(line: CommandLine, solver: string): Cluster | undefined {
  const given = clusterOptions.find((option) => line.text(option) !== null);
  if (solver !== 'spark') {
    if (given === undefined) return undefined;
    throw faults.usage(`--${given} applies to --solver spark alone.`, 'Add --solver spark, or leave it out.');
  }
  const connect = line.text('spark-connect');
  const memory = line.text('spark-memory');
  if (connect !== null && (line.text('spark-master') !== null || memory !== null))
    throw faults.usage(
      '--spark-connect goes without --spark-master and --spark-memory.',
      'The cluster behind the address has both already.',
    );
  return {
    ...localCluster,
    connect,
    master: line.text('spark-master') ?? localCluster.master,
    options: memory === null ? [] : ['--driver-memory', memory],
    folder: line.text('spark-folder'),
  };
}
