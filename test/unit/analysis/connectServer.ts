import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** A Spark Connect server of two threads on a free port of this machine; its processes end with `stop`. */
export async function startConnectServer(sparkSubmit: string): Promise<{ readonly address: string; stop(): void }> {
  const port = await freePort();
  const server = spawn(
    sparkSubmit,
    [
      ...['--class', 'org.apache.spark.sql.connect.service.SparkConnectServer', '--master', 'local[2]'],
      ...['--conf', `spark.connect.grpc.binding.port=${port}`, 'spark-internal'],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  const stop = (): void => {
    if (server.pid !== undefined && server.exitCode === null) process.kill(-server.pid, 'SIGKILL');
  };
  const lines: string[] = [];
  for await (const line of createInterface({ input: server.stderr })) {
    lines.push(line);
    if (line.includes('Spark Connect server started at')) {
      server.stderr.resume();
      return { address: `sc://localhost:${port}`, stop };
    }
  }
  throw new Error(`The server did not start: ${lines.slice(-5).join('\n')}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
