import { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import type { FromPanel, MatrixSlice, PanelAnswers, PanelAsk, ToPanel } from '../protocol/panel';

type AnyAnswer = PanelAnswers[PanelAsk['ask']];
type Guards = { readonly [K in PanelAsk['ask']]: (answer: AnyAnswer) => answer is PanelAnswers[K] };

const nothing = (answer: AnyAnswer): answer is null => answer === null;

/** What a right answer to each ask looks like: a mismatch is an error, not a surprise later. */
const guards: Guards = {
  ready: (answer) => answer !== null && 'view' in answer,
  slice: (answer): answer is MatrixSlice => answer !== null && 'imaginary' in answer,
  frames: (answer) => answer !== null && 'frames' in answer,
  runs: (answer) => Array.isArray(answer),
  history: (answer) => answer !== null && 'points' in answer,
  scriptChoices: (answer) => Array.isArray(answer),
  script: (answer) => answer !== null && 'text' in answer,
  copyText: nothing,
  openText: nothing,
  saveFile: nothing,
  remember: nothing,
  pin: nothing,
  unpin: nothing,
  saveModel: nothing,
  findUsers: (answer) => Array.isArray(answer),
  recommend: (answer) => answer !== null && 'ratings' in answer,
  findItems: (answer) => Array.isArray(answer),
  similar: (answer) => answer !== null && 'side' in answer,
  selectCell: nothing,
  copyMatrix: nothing,
  insertMatrix: nothing,
  copySteps: nothing,
  fill: nothing,
  rerun: nothing,
  cancel: nothing,
  stop: nothing,
  pause: nothing,
  resume: nothing,
  showAwaited: nothing,
  revealSource: nothing,
};

function fits<K extends keyof PanelAnswers>(kind: K, answer: AnyAnswer): answer is PanelAnswers[K] {
  return guards[kind](answer);
}

interface Pending {
  accept(answer: AnyAnswer): void;
  reject(fault: Fault): void;
}

/** What the host tells unasked. */
export type PanelEvent = Exclude<ToPanel, { readonly type: 'answer' | 'failed' }>;

/** The page's end of the conversation with the host: asks by number, answers in any order. */
export class PanelClient {
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;

  constructor(
    private readonly post: (message: FromPanel) => void,
    private readonly onEvent: (event: PanelEvent) => void,
  ) {}

  /** Rejects with a `Fault` where the host says so, or answers something else than was asked for. */
  ask<K extends keyof PanelAnswers>(ask: PanelAsk & { readonly ask: K }): Promise<PanelAnswers[K]> {
    const id = ++this.lastId;
    const kind: K = ask.ask;
    return new Promise((resolve, reject) => {
      this.pending.set(id, {
        accept: (answer) => {
          if (fits(kind, answer)) resolve(answer);
          else reject(faults.unexpected(`the answer to ${kind} does not fit`));
        },
        reject,
      });
      this.post({ type: 'ask', id, ask });
    });
  }

  receive(message: ToPanel): void {
    switch (message.type) {
      case 'answer':
        this.settle(message.id)?.accept(message.answer);
        return;
      case 'failed':
        this.settle(message.id)?.reject(new Fault(message.fault));
        return;
      case 'state':
      case 'progress':
      case 'mark':
      case 'focus':
      case 'pinned':
        this.onEvent(message);
    }
  }

  private settle(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    return pending;
  }
}
