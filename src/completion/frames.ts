import type { Biases } from '../protocol/methods';
import { framesUntil, type Frame, type Kept } from '../protocol/frames';
import type { BiasedFactors } from '../protocol/results';
import { namedFactors, type Shown } from './factors';
import { copyModel } from './model';

/** The models of a run as the result shows its own, each factor with the sign that it has there; the result comes last. */
export function toFrames(
  kept: readonly Kept<BiasedFactors>[],
  result: Kept<BiasedFactors>,
  bias: Biases,
  rows: Shown,
  columns: Shown,
): readonly Frame[] {
  const frame = ({ iteration, objective, state }: Kept<BiasedFactors>): Frame => ({
    iteration,
    objective,
    factors: namedFactors(state, bias, rows, columns).map(({ values }) => values),
  });
  const turned = kept.map((one) => ({ ...one, state: turnedLike(one.state, result.state) }));
  return framesUntil(turned.map(frame), frame(result));
}

/** The same model with each factor's sign the one by which its rows and columns are more like those of another. */
function turnedLike(model: BiasedFactors, other: BiasedFactors): BiasedFactors {
  const turned = copyModel(model);
  const rank = turned.row.columns;
  for (let f = 0; f < rank; f++) {
    let likeness = 0;
    for (const side of ['row', 'column'] as const)
      for (let at = f; at < turned[side].values.length; at += rank)
        likeness += turned[side].values[at]! * other[side].values[at]!;
    if (likeness >= 0) continue;
    for (const { values } of [turned.row, turned.column])
      for (let at = f; at < values.length; at += rank) values[at] = 0 - values[at]!;
  }
  return turned;
}
