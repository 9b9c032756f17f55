/** A sign of a formula, with what stands above, behind and below it. */
export interface MathPart {
  /** A letter for a quantity, a number, a word such as "log", a sign, or the gap that sets a word apart. */
  readonly kind: 'letter' | 'number' | 'word' | 'sign' | 'gap';
  readonly text: string;
  readonly hat: boolean;
  readonly superscript: string;
  readonly subscript: string;
}

/** A formula as it is set, and the words after it, with the comma that parts them. */
export interface SetFormula {
  readonly parts: readonly MathPart[];
  readonly words: string;
}

const raised = paired('⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵀᴴ', '0123456789+−TH');
const lowered = paired('₀₁₂₃₄₅₆₇₈₉ᵢⱼᵤ', '0123456789iju');
/** Words of two letters; other pairs of letters are products. */
const shortWords = new Set(['of', 'if', 'in', 'by', 'to', 'or', 'is']);
const hat = '\u0302';

const sign =
  /([\p{Ll}\p{Lu}\u0300-\u036f]+|\d+(?:\.\d+)?|\s+|[^])([⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵀᴴ]*)([₀₁₂₃₄₅₆₇₈₉ᵢⱼᵤ]*)([⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᵀᴴ]*)/gu;

/** What a formula in plain text, "A = PᵀLU, where A is R", is made of. */
export function mathParts(formula: string): SetFormula {
  const end = wordsStart(formula);
  const parts: MathPart[] = [];
  for (const [, text = '', before = '', below = '', after = ''] of formula
    .slice(0, end)
    .normalize('NFD')
    .matchAll(sign)) {
    const scripts = { superscript: mapped(before + after, raised), subscript: mapped(below, lowered) };
    parts.push(...partsOf(text, scripts));
  }
  return { parts: parts.filter(({ kind }, i) => kind !== 'gap' || besideWord(parts, i)), words: formula.slice(end) };
}

/** Where a comma outside of parentheses begins what is said of the formula. */
function wordsStart(formula: string): number {
  let depth = 0;
  for (let at = 0; at < formula.length; at++) {
    if (formula[at] === '(') depth++;
    else if (formula[at] === ')') depth--;
    else if (formula[at] === ',' && depth === 0) return at;
  }
  return formula.length;
}

type Scripts = Pick<MathPart, 'superscript' | 'subscript'>;
const noScripts: Scripts = { superscript: '', subscript: '' };

function partsOf(text: string, scripts: Scripts): MathPart[] {
  const part = (kind: MathPart['kind'], one: string, own = scripts): MathPart => ({
    kind,
    text: one.replaceAll(hat, '').normalize('NFC'),
    hat: kind === 'letter' && one.includes(hat),
    ...own,
  });
  if (/^\s/u.test(text)) return [part('gap', ' ')];
  if (/^\d/u.test(text)) return [part('number', text)];
  if (!/^[\p{Ll}\p{Lu}]/u.test(text)) return [part('sign', text)];
  if (/[\p{Ll}]{3}/u.test(text.normalize('NFC')) || shortWords.has(text)) return [part('word', text)];
  const letters = text.match(/[\p{Ll}\p{Lu}][\u0300-\u036f]*/gu) ?? [];
  return letters.map((letter, i) =>
    part(letter === 'Σ' ? 'sign' : 'letter', letter, i === letters.length - 1 ? scripts : noScripts),
  );
}

/** Signs between two sides have room of their own. */
const isBetween = (part: MathPart | undefined): boolean => part !== undefined && '=≈+−·/'.includes(part.text);

function besideWord(parts: readonly MathPart[], at: number): boolean {
  const sides = [parts[at - 1], parts[at + 1]];
  return sides.some((side) => side?.kind === 'word') && !sides.some(isBetween);
}

function mapped(text: string, map: ReadonlyMap<string, string>): string {
  return Array.from(text, (one) => map.get(one) ?? one).join('');
}

function paired(signs: string, plain: string): ReadonlyMap<string, string> {
  return new Map(Array.from(signs, (one, i) => [one, plain.charAt(i)]));
}
