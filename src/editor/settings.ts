import * as vscode from 'vscode';
import { localCluster } from '../protocol/cluster';
import { biasedSides, completionSolvers, ratingsSolvers } from '../protocol/methods';
import { readLevel, usualLevel } from '../protocol/intervals';
import { readLimits } from '../protocol/limits';
import { usualHoldout } from '../protocol/request';
import type { Options } from './options';
import { followCursorKey } from './settingsManifest';

/** The settings as they are for a document; a value of the wrong kind counts as the default. */
export function readOptions(scope: vscode.Uri | null): Options {
  const settings = vscode.workspace.getConfiguration('factorize', scope);
  const flag = (key: string, otherwise: boolean): boolean => {
    const value = settings.get<unknown>(key);
    return typeof value === 'boolean' ? value : otherwise;
  };
  const numberOrAuto = (key: string): 'auto' | number => {
    const value = settings.get<unknown>(key);
    return typeof value === 'number' ? value : 'auto';
  };
  const oneOf = <T extends string>(key: string, choices: readonly T[]): 'auto' | T =>
    choices.find((choice) => choice === settings.get<unknown>(key)) ?? 'auto';
  const textOf = (key: string): string | null => {
    const value = settings.get<unknown>(key);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const textsOf = (key: string): string[] => {
    const value = settings.get<unknown>(key);
    return Array.isArray(value) ? value.filter((text): text is string => typeof text === 'string') : [];
  };
  const [seed, holdout] = [numberOrAuto('seed'), numberOrAuto('train.holdout')];
  return {
    missingMarks: textsOf('missingMarks'),
    ghostValues: flag('ghostValues', true),
    codeLenses: flag('codeLenses', true),
    solver: oneOf('solver', completionSolvers),
    rank: numberOrAuto('rank'),
    regularization: numberOrAuto('regularization'),
    bias: biasedSides.find((side) => side === settings.get<unknown>('bias')) ?? flag('bias', true),
    scale: limits(settings.get<unknown>('limits')),
    interval: readLevel(settings.get<unknown>('interval')) ?? usualLevel,
    seconds: numberOrAuto('seconds'),
    seed: seed === 'auto' ? 0 : seed,
    recompute: flag('recompute', true),
    followCursor: flag(followCursorKey, true),
    precision: numberOrAuto('precision'),
    train: {
      solver: oneOf('train.solver', ratingsSolvers),
      rank: numberOrAuto('train.rank'),
      holdout: holdout === 'auto' ? usualHoldout : holdout,
    },
    cluster: {
      master: textOf('spark.master') ?? localCluster.master,
      submit: textOf('spark.submit'),
      connect: textOf('spark.connect'),
      python: textOf('spark.python'),
      options: textsOf('spark.options'),
      folder: textOf('spark.folder'),
    },
  };
}

function limits(value: unknown): Options['scale'] {
  if (typeof value !== 'string' || value === 'auto') return 'auto';
  return value === 'none' ? 'none' : (readLimits(value) ?? 'auto');
}
