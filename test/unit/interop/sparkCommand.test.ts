import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { commandOf, javaCommand } from '../../../src/interop/cluster/command';
import { localCluster } from '../../../src/protocol/cluster';
import { itWithPython, python } from './python';

describe('The command that submits to Spark', () => {
  it('runs in client mode, whatever else was asked, since the factors are read on this machine', () => {
    const options = ['--deploy-mode', 'cluster', '--num-executors', '3'];
    const cluster = { ...localCluster, submit: '/opt/spark-submit', master: 'yarn', options };
    const { command, commandArguments } = commandOf(cluster, 'job.py', 'settings.json');
    assert.equal(command, '/opt/spark-submit');
    assert.deepEqual(commandArguments.slice(0, 2), ['--master', 'yarn']);
    assert.deepEqual(commandArguments.slice(-4), ['--deploy-mode', 'client', 'job.py', 'settings.json']);
  });

  for (const options of [
    ['--driver-memory', '6g'],
    ['--driver-memory=6g'],
    ['--conf', 'spark.driver.memory=6g'],
    ['--driver-memory', '2g', '--conf', 'spark.driver.memory=6g'],
  ])
    it(`Java itself is given the driver's memory: ${options.join(' ')}`, () => {
      const { commandArguments } = javaCommand('/opt/spark', options, []);
      assert.deepEqual(
        commandArguments.filter((argument) => argument.startsWith('-Xmx')),
        ['-Xmx6g'],
      );
    });

  itWithPython(['pyspark'], 'Java without spark-submit, as on Windows, finds Spark', () => {
    const home = execFileSync(python, ['-c', 'import pyspark; print(pyspark.__path__[0])'], {
      encoding: 'utf8',
    }).trim();
    const { command, commandArguments } = javaCommand(home, [], ['--version']);
    const { stdout, stderr, status } = spawnSync(command, commandArguments, { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.match(stdout + stderr, /version \d+\.\d+/u);
  });
});
