// Makes ratings.csv and films.csv, the sample for "Train Recommender": invented films, invented people, and a taste of
// two factors behind the ratings. The same seed gives the same files:  node media/samples/makeRatings.mjs
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const PEOPLE = 250;
const SHARE = 0.5;

// mulberry32-like stream, enough for a sample
let state = 20;
const uniform = () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

const first = ['Silent', 'Golden', 'Last', 'Hidden', 'Northern', 'Paper', 'Second', 'Winter', 'Open', 'Crooked'];
const second = ['Harbour', 'Orchard', 'Letter', 'Station', 'Garden', 'Mirror'];
const films = first.flatMap((a) => second.map((b) => `${a} ${b}`));

const people = Array.from({ length: PEOPLE }, () => ({ bias: 0.4 * normal(), taste: [normal(), normal()] }));
const traits = films.map(() => ({ bias: 0.5 * normal(), taste: [normal(), normal()] }));

const lines = ['userId,filmId,rating'];
people.forEach((person, u) => {
  traits.forEach((film, i) => {
    if (uniform() > SHARE) return;
    const taste = person.taste[0] * film.taste[0] + person.taste[1] * film.taste[1];
    const value = 3.4 + person.bias + film.bias + 0.6 * taste + 0.4 * normal();
    lines.push(`${u + 1},${i + 1},${Math.min(5, Math.max(0.5, Math.round(value * 2) / 2)).toFixed(1)}`);
  });
});

writeFileSync(join(here, 'ratings.csv'), `${lines.join('\n')}\n`);
writeFileSync(join(here, 'films.csv'), `filmId,title\n${films.map((title, i) => `${i + 1},${title}`).join('\n')}\n`);
