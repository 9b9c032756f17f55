import type { Analysis, CompletionAnalysis } from '../protocol/results';
import type { TextChange } from './liveBlocks';
import { sameQuestion } from './sameQuestion';
import { followEdit, startOf, type Snapshot } from './tracking';

/** Matrices of a document. `target` is the one whose cells the analysis is about; null where none is. */
export interface TextSource {
  readonly kind: 'text';
  /** The document's address, as a string. */
  readonly uri: string;
  /** Its file's name. */
  readonly document: string;
  /** In the order of the request: the matrix; or row factors, column factors and what is known. */
  readonly inputs: readonly Snapshot[];
  readonly target: number | null;
  /** "R", or "Matrix at line 12". */
  readonly title: string;
  /** The line of the first input when it was computed, from 1. */
  readonly line: number;
}

/** A ratings file. */
export interface FileSource {
  readonly kind: 'file';
  readonly uri: string;
  readonly document: string;
  readonly title: string;
}
export type Source = TextSource | FileSource;

/** A completion of a text that was edited since, and that text's matrix. */
export interface SoFar {
  readonly inputs: readonly Snapshot[];
  readonly analysis: CompletionAnalysis;
}

/** What came out of a source. */
export interface Result {
  /** Its number among those of the window. */
  readonly id: number;
  readonly source: Source;
  readonly analysis: Analysis;
}

/** One result since the window opened. */
export interface Entry extends Result {
  /** The text has changed since. */
  readonly stale: boolean;
  /** What holds of a changed text until it is computed again; absent where nothing does. */
  readonly soFar?: SoFar;
}

/** What happened to the entries; `id` null: to all of them. */
export type StoreListener = (id: number | null) => void;

/** Every result since the window opened, the newest last. All views read from here. */
export class Store {
  private readonly entries = new Map<number, Entry>();
  private readonly listeners = new Set<StoreListener>();
  private nextId = 1;

  all(): readonly Entry[] {
    return [...this.entries.values()];
  }

  get(id: number): Entry | null {
    return this.entries.get(id) ?? null;
  }

  ofDocument(uri: string): readonly Entry[] {
    return this.all().filter((entry) => entry.source.uri === uri);
  }

  /** Adds a result. It takes the place of `replaces`, or of a fresh one that answered the same question. */
  put(source: Source, analysis: Analysis, replaces: number | null = null): Entry {
    const twin = this.all().find((entry) => answersTheSame(entry, source, analysis));
    const id = (replaces !== null && this.entries.has(replaces) ? replaces : twin?.id) ?? this.newId();
    if (twin !== undefined && twin.id !== id) this.entries.delete(twin.id);
    // Deleted first, so that it comes last.
    this.entries.delete(id);
    const entry: Entry = { id, source, analysis, stale: false };
    this.entries.set(id, entry);
    this.changed(id);
    return entry;
  }

  /** A number that no result has had. */
  newId(): number {
    return this.nextId++;
  }

  setStale(id: number, stale: boolean): void {
    const entry = this.entries.get(id);
    if (entry === undefined || entry.stale === stale) return;
    this.entries.set(id, { ...entry, stale });
    this.changed(id);
  }

  /** Says what holds of a stale result's text until it is computed again. */
  setSoFar(id: number, soFar: SoFar): void {
    const entry = this.entries.get(id);
    if (entry?.stale !== true) return;
    this.entries.set(id, { ...entry, soFar });
    this.changed(id);
  }

  /** Moves every source in a document along with an edit; null: its text may have changed unseen. Nobody is told. */
  followEdit(uri: string, changes: readonly TextChange[] | null): void {
    for (const entry of this.ofDocument(uri))
      this.entries.set(entry.id, {
        ...entry,
        source: followedSource(entry.source, changes),
        ...(entry.soFar === undefined
          ? {}
          : { soFar: { ...entry.soFar, inputs: followedInputs(entry.soFar, changes) } }),
      });
  }

  remove(id: number): void {
    if (this.entries.delete(id)) this.changed(id);
  }

  clear(): void {
    this.entries.clear();
    this.changed(null);
  }

  /** Calls back after every change until the returned function is called. */
  onDidChange(listener: StoreListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private changed(id: number | null): void {
    for (const listener of this.listeners) listener(id);
  }
}

/** A source after an edit of its document. */
export function followedSource(source: Source, changes: readonly TextChange[] | null): Source {
  if (source.kind === 'file') return source;
  return { ...source, inputs: followedInputs(source, changes) };
}

function followedInputs(
  { inputs }: Pick<TextSource, 'inputs'>,
  changes: readonly TextChange[] | null,
): readonly Snapshot[] {
  return inputs.map((input) => followEdit(input, changes));
}

function answersTheSame(entry: Entry, source: Source, analysis: Analysis): boolean {
  if (entry.source.uri !== source.uri || !sameQuestion(entry.analysis, analysis)) return false;
  if (entry.source.kind === 'file' || source.kind === 'file') return entry.source.kind === source.kind;
  const [was, is] = [entry.source.inputs, source.inputs];
  return was.length === is.length && was.every((snapshot, i) => sameText(snapshot, is[i]!));
}

function sameText(a: Snapshot, b: Snapshot): boolean {
  return a.block.name === b.block.name && a.text === b.text && startOf(a) === startOf(b);
}
