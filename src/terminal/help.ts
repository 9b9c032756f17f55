import { commands, type CommandName } from './commandTable';
import { matrixFunctions, standardFunctions } from '../protocol/calculatorFunctions';
import { completionSolvers, decompositionMethods, ratingsSolvers } from '../protocol/methods';

/** The help for one command, or for all. */
export function help(command: CommandName | null): string {
  const names = Object.keys(commands) as CommandName[];
  if (command !== null) {
    const { usage, summary } = commands[command];
    const parts = [summary, ...(command === 'calculate' ? [functionsHelp()] : []), choices, commonOptions];
    return [`factorize ${usage}`, ...parts].join('\n\n');
  }
  const lines = names.map((name) => `  factorize ${commands[name].usage}\n      ${commands[name].summary}`);
  return `factorize: matrices in documents, their factors and their missing cells\n\n${lines.join('\n')}\n\n${choices}\n\n${commonOptions}`;
}

/** The functions of expressions, a line each; those of mathjs by their names. */
function functionsHelp(): string {
  const functions = Object.values(matrixFunctions);
  const width = Math.max(...functions.map(({ call }) => call.length));
  const lines = functions.map(({ call, gives }) => `  ${call.padEnd(width)}  ${gives}`);
  return ['Functions of matrices', ...lines, '', `As in mathjs: ${standardFunctions.join(', ')}.`].join('\n');
}

const choices = [
  'FILE may be - for standard input. :LINE picks the matrix that covers or follows that line; --name R picks by name.',
  'RATINGS is a file of user, item and rating; MODEL is a file that train --model has written.',
  `M  auto, ${decompositionMethods.join(', ')}`,
  `S  auto, ${completionSolvers.join(', ')}; for ratings auto, ${ratingsSolvers.join(', ')}`,
].join('\n');

const commonOptions = [
  '--json      one JSON object on standard output',
  '--seed N    the seed of every random choice (default 0)',
  '--threads T train, and decompose large matrices, with T threads; without it as many as the machine has, or 8 for a matrix',
  '--quiet     no progress on standard error',
  '--help, --version',
].join('\n');
