/**
 * The `top` items with the highest scores among those not excluded, best first, ties by the lower index.
 * Shapes: excluded holds a mark other than 0 for each item that is left out. Twice as many as are asked for are gathered,
 * then sorted and halved, so that long lists too take O(n log top).
 */
export function topItems(scores: Float64Array, excluded: Uint8Array, top: number): number[] {
  const most = Math.max(top, 0);
  const byScore = (a: number, b: number): number => scores[b]! - scores[a]! || a - b;
  let best: number[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (let item = 0; item < scores.length; item++) {
    if (excluded[item] !== 0 || (best.length >= most && !(scores[item]! > least))) continue;
    best.push(item);
    if (best.length < 2 * most) continue;
    best = best.sort(byScore).slice(0, most);
    least = scores[best.at(-1)!]!;
  }
  return best.sort(byScore).slice(0, most);
}
