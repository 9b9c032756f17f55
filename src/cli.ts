#!/usr/bin/env node
import * as path from 'node:path';
import { main } from './terminal/main';
import { WorkerPool } from './workers/pool';

const pool = new WorkerPool({ workerPath: path.join(__dirname, 'worker.js') });

// Whoever reads may stop early, as `head` does: that is no fault.
process.stdout.on('error', () => process.exit(0));

void main(process.argv.slice(2), pool).then((status) => {
  pool.dispose();
  process.exitCode = status;
});
