import type { Argument, Call } from '../calls';

/**
 * The arguments of a call by the names of the function's parameters, matched as R does: by the whole name, then by the
 * beginning of one name alone, as nr is of nrow, then in order. Null where R would not take the call.
 * Source: R Language Definition, section 4.3.2.
 */
export function matchArguments<Name extends string>(
  { arguments: given }: Call,
  parameters: readonly Name[],
): ReadonlyMap<Name, Argument> | null {
  const matched = new Map<Name, Argument>();
  const named = given.filter((argument) => argument.name !== null);
  const isWhole = (argument: Argument): boolean => parameters.some((name) => name === argument.name?.text);
  for (const argument of [...named.filter(isWhole), ...named.filter((one) => !isWhole(one))]) {
    const written = argument.name!.text;
    const meant = parameters.filter(
      (name) => name === written || (!isWhole(argument) && !matched.has(name) && name.startsWith(written)),
    );
    const [name] = meant;
    if (meant.length !== 1 || name === undefined || matched.has(name)) return null;
    matched.set(name, argument);
  }
  const rest = parameters.filter((name) => !matched.has(name));
  const positional = given.filter((argument) => argument.name === null);
  if (positional.length > rest.length) return null;
  for (const [i, argument] of positional.entries()) matched.set(rest[i]!, argument);
  return matched;
}
