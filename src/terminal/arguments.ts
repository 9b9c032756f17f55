import { parseArgs, type ParseArgsConfig } from 'node:util';
import { faults } from '../matrix/faults';
import { commands, commonOptions, flags, type CommandName } from './commandTable';

type OptionsConfig = NonNullable<ParseArgsConfig['options']>;

/** A command line, read: the command, its files, and its options still as text. */
export interface CommandLine {
  readonly command: CommandName;
  /** The first of its files. */
  readonly file: string;
  /** As many as the command takes. */
  readonly files: readonly string[];
  readonly text: (option: string) => string | null;
  readonly flag: (option: string) => boolean;
}

/** Reads the words after a command's name; throws usage faults in a person's words. */
export function readCommandLine(command: CommandName, words: readonly string[]): CommandLine {
  const options: OptionsConfig = {};
  for (const name of [...commonOptions, ...commands[command].options]) {
    options[name] = { type: flags.has(name) ? 'boolean' : 'string' };
  }
  const { values, positionals } = parse(words, options);
  const { files, usage } = commands[command];
  const [file] = positionals;
  const tooMany = positionals[files];
  if (file === undefined || positionals.length < files)
    throw faults.usage(
      `${command} needs ${command === 'calculate' ? 'a file and an expression' : files === 1 ? 'a file' : 'two files'}.`,
      `Usage: factorize ${usage}`,
    );
  if (tooMany !== undefined)
    throw faults.usage(`${command} takes ${files === 1 ? 'one file' : 'two files'}. Got ${tooMany} too.`, '');
  const line: CommandLine = {
    command,
    file,
    files: positionals,
    text: (option) => {
      const value = values[option];
      return typeof value === 'string' ? value : null;
    },
    flag: (option) => values[option] === true,
  };
  // What has no use for threads is within every limit of them.
  wholeNumber(line, 'threads');
  return line;
}

function parse(words: readonly string[], options: OptionsConfig): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args: joinNegatives(words, options), options, allowPositionals: true, strict: true });
  } catch (error) {
    const first = error instanceof Error ? error.message.split(/\.\s/)[0]! : String(error);
    throw faults.usage(`${first.replace(/\.$/, '')}.`, 'See factorize --help.');
  }
}

/** `--rank -1` as `--rank=-1`: a number below 0 is a value, judged with the other values, and no option. */
function joinNegatives(words: readonly string[], options: OptionsConfig): string[] {
  return words.reduce<string[]>((joined, word) => {
    const option = joined.at(-1);
    if (option?.startsWith('--') === true && options[option.slice(2)]?.type === 'string' && /^-\.?\d/.test(word))
      joined[joined.length - 1] = `${option}=${word}`;
    else joined.push(word);
    return joined;
  }, []);
}

/** An option as a number that keeps `rule`; null where it is not given. */
export function numberOption(
  line: CommandLine,
  option: string,
  rule: string,
  holds: (value: number) => boolean,
): number | null {
  const text = line.text(option);
  if (text === null) return null;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value) || !holds(value)) throw faults.outOfRange(`--${option}`, rule, text);
  return value;
}

export const wholeNumber = (line: CommandLine, option: string): number | null =>
  numberOption(line, option, 'a whole number of at least 1', (value) => Number.isInteger(value) && value >= 1);

export const seedOf = (line: CommandLine): number =>
  numberOption(line, 'seed', 'a whole number of at least 0', (value) => Number.isInteger(value) && value >= 0) ?? 0;

export const positive = (line: CommandLine, option: string): number | null =>
  numberOption(line, option, 'a number above 0', (value) => value > 0);

/** An option that is a number or the word auto, which is also its default. */
export function autoOr(
  line: CommandLine,
  option: string,
  read: (line: CommandLine, option: string) => number | null,
): number | 'auto' {
  const text = line.text(option);
  return text === null || text === 'auto' ? 'auto' : (read(line, option) ?? 'auto');
}

/** An option that is one of some words. */
export function oneOf<T extends string>(line: CommandLine, option: string, words: readonly T[], fallback: T): T {
  const text = line.text(option);
  if (text === null) return fallback;
  const found = words.find((word) => word === text);
  if (found === undefined) throw faults.outOfRange(`--${option}`, `one of ${words.join(', ')}`, text);
  return found;
}
