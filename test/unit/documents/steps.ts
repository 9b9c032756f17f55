type Cost = (self: unknown, args: readonly unknown[], result: unknown, lastIndex: number) => number;

const lengthOf = (text: unknown): number => (typeof text === 'string' ? text.length : 0);
const numberOf = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

/** What each method looks at, in characters; one for the call itself is added. */
const costs: readonly (readonly [owner: object, method: string, cost: Cost])[] = [
  [String.prototype, 'charAt', () => 0],
  [String.prototype, 'charCodeAt', () => 0],
  [String.prototype, 'startsWith', (_, args) => lengthOf(args[0])],
  [String.prototype, 'slice', () => 0],
  [String.prototype, 'trim', lengthOf],
  [String.prototype, 'trimStart', lengthOf],
  [String.prototype, 'trimEnd', lengthOf],
  [String.prototype, 'toLowerCase', lengthOf],
  [String.prototype, 'includes', (self, args, found) => (found === true ? 1 : lengthOf(self) - numberOf(args[1], 0))],
  [
    String.prototype,
    'indexOf',
    (self, args, found) => (found === -1 ? lengthOf(self) : numberOf(found, 0)) - numberOf(args[1], 0),
  ],
  [
    String.prototype,
    'lastIndexOf',
    (self, args, found) => Math.min(numberOf(args[1], Infinity), lengthOf(self)) - Math.max(0, numberOf(found, 0)),
  ],
  // test, matchAll, replace and split call exec. What one attempt goes back over is not seen.
  [RegExp.prototype, 'exec', execCost],
];

function execCost(self: unknown, args: readonly unknown[], result: unknown, lastIndex: number): number {
  if (!(self instanceof RegExp)) return 0;
  const from = self.global || self.sticky ? lastIndex : 0;
  if (Array.isArray(result)) return Reflect.get(result, 'index') - from + lengthOf(result[0]);
  return self.sticky ? 0 : lengthOf(args[0]) - from;
}

/**
 * How many steps a piece of work takes on strings: characters looked at one by one, and those that searches and regular
 * expressions pass over. It is the same on every machine, so that a bound on it can be a law where one on time cannot.
 */
export function stepsOf(work: () => unknown): number {
  let steps = 0;
  const restore = costs.map(([owner, method, cost]) => {
    const original: unknown = Reflect.get(owner, method);
    if (typeof original !== 'function') throw new TypeError(`${method} is no method.`);
    const counted = function (this: unknown, ...args: unknown[]): unknown {
      const lastIndex = this instanceof RegExp ? this.lastIndex : 0;
      const result: unknown = Reflect.apply(original, this, args);
      steps += 1 + Math.max(0, cost(this, args, result, lastIndex));
      return result;
    };
    Reflect.set(owner, method, counted);
    return () => Reflect.set(owner, method, original);
  });
  try {
    work();
  } finally {
    restore.forEach((undo) => undo());
  }
  return steps;
}
