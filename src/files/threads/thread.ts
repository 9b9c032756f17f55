import { parentPort } from 'node:worker_threads';
import type { FromParser, ParsedPiece, ToParser } from './messages';
import { PieceParser } from './pieceParser';

// A thread that parses pieces of a ratings file: the entry of a bundle of its own.

if (parentPort === null) throw new Error('This file runs as a worker thread.');
const port = parentPort;
let parser: PieceParser | null = null;

port.on('message', (message: ToParser) => {
  if (message.kind === 'begin') {
    parser = new PieceParser(message.task);
    port.postMessage({ kind: 'ready' } satisfies FromParser);
    return;
  }
  if (parser === null) throw new Error('A piece came before the task.');
  const parsed = parser.parse(message.piece, message.isFirst, () => undefined);
  port.postMessage({ kind: 'parsed', parsed } satisfies FromParser, buffersOf(parsed));
});

/** What is handed over and not copied. */
function buffersOf({ ratings: { users, items, values, times } }: ParsedPiece): ArrayBuffer[] {
  const buffers = [users, items, values, times].map((numbers) => numbers?.buffer);
  return buffers.filter((buffer) => buffer instanceof ArrayBuffer);
}
