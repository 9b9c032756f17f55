import { Worker } from 'node:worker_threads';
import type { Piece } from '../lines';
import type { FromParser, ParsedPiece, ParserTask, ToParser } from './messages';

/** Whoever parses pieces beside the thread that reads. */
export interface Helper {
  /** Whether it may be given a piece. */
  readonly hasRoom: boolean;
  /** Pieces are given in the order of the file. Rejects where the thread ends before it is done with this one. */
  parse(piece: Piece, isFirst: boolean): Promise<ParsedPiece>;
  dismiss(): void;
}

/** Pieces with a thread at once: the next lies ready when one is done. */
const mostGiven = 2;

interface Waiting {
  readonly resolve: (parsed: ParsedPiece) => void;
  readonly reject: (error: Error) => void;
}

/** Starts threads that parse the pieces of a file; those that cannot be started are left out. */
export function hireParsers(file: string, count: number, task: ParserTask): readonly Helper[] {
  return Array.from({ length: count }).flatMap(() => {
    try {
      return [new ParserThread(new Worker(file), task)];
    } catch {
      return [];
    }
  });
}

class ParserThread implements Helper {
  private isReady = false;
  private waiting: Waiting[] = [];

  constructor(
    private readonly worker: Worker,
    task: ParserTask,
  ) {
    worker.on('message', (message: FromParser) => {
      if (message.kind === 'ready') this.isReady = true;
      else this.waiting.shift()?.resolve(message.parsed);
    });
    worker.on('messageerror', (error) => this.lose(error));
    worker.on('error', (error) => this.lose(error));
    worker.on('exit', (code) => this.lose(new Error(`The thread ended with code ${code}.`)));
    worker.postMessage({ kind: 'begin', task } satisfies ToParser);
  }

  get hasRoom(): boolean {
    return this.isReady && this.waiting.length < mostGiven;
  }

  parse(piece: Piece, isFirst: boolean): Promise<ParsedPiece> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage({ kind: 'parse', piece, isFirst } satisfies ToParser);
    });
  }

  dismiss(): void {
    void this.worker.terminate();
  }

  /** What it was given is for others to do. */
  private lose(error: Error): void {
    this.isReady = false;
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }
}
