#!/usr/bin/env node
import * as path from 'node:path';
import { main, notPrinted } from './terminal/main';
import { WorkerPool } from './workers/pool';

const pool = new WorkerPool({ workerPath: path.join(__dirname, 'worker.js') });

// Whoever reads may stop early, as `head` does: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : notPrinted(error));
});

void main(process.argv.slice(2), pool).then((status) => {
  pool.dispose();
  process.exitCode = status;
});
