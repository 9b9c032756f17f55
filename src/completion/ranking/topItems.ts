/**
 * The `top` items with the highest scores among those not excluded, best first, ties by the lower index.
 * Shapes: excluded holds a mark other than 0 for each item that is left out. Source: insertion into a short list.
 */
export function topItems(scores: Float64Array, excluded: Uint8Array, top: number): number[] {
  const best: number[] = [];
  for (let item = 0; item < scores.length; item++) {
    if (excluded[item] !== 0) continue;
    const score = scores[item]!;
    if (best.length === top && !(score > scores[best[top - 1]!]!)) continue;
    let place = best.length === top ? top - 1 : best.length;
    while (place > 0 && score > scores[best[place - 1]!]!) {
      best[place] = best[place - 1]!;
      place--;
    }
    best[place] = item;
  }
  return best;
}
