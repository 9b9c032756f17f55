import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

export interface ConnectServer {
  readonly address: string;
  /** Waits until a line of its log, earlier or later, is like that. */
  said(pattern: RegExp): Promise<void>;
  /** Ends its processes. */
  stop(): void;
}

/** A Spark Connect server of two threads on a free port of this machine. */
export async function startConnectServer(sparkSubmit: string): Promise<ConnectServer> {
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
  createInterface({ input: server.stderr }).on('line', (line) => lines.push(line));
  const said = async (pattern: RegExp): Promise<void> => {
    while (!lines.some((line) => pattern.test(line))) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (server.exitCode !== null) throw new Error(`The server has ended: ${lines.slice(-5).join('\n')}`);
    }
  };
  await said(/Spark Connect server started at/u);
  return { address: `sc://localhost:${port}`, said, stop };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
