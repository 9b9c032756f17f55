import { topLists } from '../../src/completion/ranking/topLists';
import type { Matrix } from '../../src/matrix/dense';
import { createRandom } from '../../src/matrix/random';
import { quiet } from '../../src/protocol/control';

const SEED = 3;
const [users, items, rank, top] = [10_000, 60_000, 64, 10];

/** Prints the time of the exact best items of many users among many, on all cores. */
export async function benchTopLists(): Promise<void> {
  const random = createRandom(SEED);
  const draw = (count: number, scale: number): Float64Array =>
    Float64Array.from({ length: count }, () => scale * random.normal());
  const side = (rows: number): Matrix => ({ rows, columns: rank, values: draw(rows * rank, 0.2) });
  const model = {
    mean: 3.5,
    rowBias: draw(users, 0.3),
    columnBias: draw(items, 0.4),
    row: side(users),
    column: side(items),
  };
  const asked = {
    ...{ model, top, users: Uint32Array.from({ length: users }, (_, user) => user), excludedFor: () => [] },
    candidates: Uint32Array.from({ length: items }, (_, item) => item),
  };
  const started = performance.now();
  const before = process.cpuUsage();
  let entries = 0;
  for await (const lists of topLists(asked, quiet)) for (const one of lists) entries += one.items.length;
  const { user, system } = process.cpuUsage(before);
  const figures = [((performance.now() - started) / 1000).toFixed(2), ((user + system) / 1e6).toFixed(2)];
  console.log(
    `The ${top} best of ${items} items for ${users} users, rank ${rank}, ${entries} entries: ` +
      `${figures[0]} s by the clock, ${figures[1]} processor s`,
  );
}
