import fs from 'node:fs';
import { createRandom } from '../../src/matrix/random';

/** Writes ratings from 1 to 5 by tastes of rank 2, each user's of the same number of items; users and items are told by their letter. */
export function writeRatings(file: string, users: number, items: number, ratingsOfEach: number): void {
  const random = createRandom(1);
  const tastes = (count: number): number[][] => Array.from({ length: count }, () => [random.normal(), random.normal()]);
  const [userTastes, itemTastes] = [tastes(users), tastes(items)];
  const lines = ['userId,itemId,rating'];
  for (const [u, [a = 0, b = 0]] of userTastes.entries())
    for (let k = 0; k < ratingsOfEach; k += 1) {
      const i = (u * 7 + k * 3) % items;
      const [c = 0, d = 0] = itemTastes[i]!;
      const rating = Math.round(3 + a * c + b * d + 0.5 * random.normal());
      lines.push(`u${u},i${i},${Math.min(5, Math.max(1, rating))}`);
    }
  fs.writeFileSync(file, `${lines.join('\n')}\n`);
}
