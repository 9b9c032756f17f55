/** A matrix that a step speaks of; cells row by row, as text: "3/5". */
export interface StepMatrix {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly string[];
}

/** One step of a computation by hand: what is done, and the matrices after it. */
export interface Step {
  readonly sentence: string;
  readonly matrices: readonly StepMatrix[];
}

/** Steps as LaTeX for notes: a numbered sentence each, with its matrices in a display below. Needs amsmath. */
export function stepsLatex(steps: readonly Step[]): string {
  const items = steps.map((step) => `\\item ${latexSentence(step.sentence)}${display(step.matrices)}`);
  return `\\begin{enumerate}\n${items.join('\n')}\n\\end{enumerate}\n`;
}

function display(matrices: readonly StepMatrix[]): string {
  if (matrices.length === 0) return '';
  return `\n\\[\n${matrices.map(matrixLatex).join(', \\qquad\n')}\n\\]`;
}

function matrixLatex({ name, rows, columns, cells }: StepMatrix): string {
  const lines = Array.from({ length: rows }, (_, i) =>
    cells
      .slice(i * columns, (i + 1) * columns)
      .map(numberLatex)
      .join(' & '),
  );
  return `${nameLatex(name)} = \\begin{bmatrix} ${lines.join(' \\\\ ')} \\end{bmatrix}`;
}

/** "A M12" is A M_{12}. */
function nameLatex(name: string): string {
  return name.replace(/([A-Za-z])(\d+)/g, '$1_{$2}');
}

/** "-3/5" is -\frac{3}{5}. */
function numberLatex(text: string): string {
  return text.replace(/(\d+)\/(\d+)/g, '\\frac{$1}{$2}');
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** "(7 ± 3√5)/2", "±i"; or a polynomial, from its first power of λ on. */
const mathematical = /\(?(?:−?\d+ )?± ?[\d√i]+(?:\)?\/\d+)?|[\d()/−]*λ[⁰¹²³⁴⁵⁶⁷⁸⁹λ()\d/+− ]*/gu;

/** A sentence with its fractions, powers of λ and signs as LaTeX writes them. */
function latexSentence(sentence: string): string {
  const inMath = (text: string): string =>
    numberLatex(text)
      .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (power) => `^{${Array.from(power, (digit) => superscripts.indexOf(digit)).join('')}}`)
      .replace(/λ ?/g, '\\lambda ')
      .replaceAll('−', '-')
      .replace(/± ?/g, '\\pm ')
      .replace(/√(\d+)/g, '\\sqrt{$1}');
  const parts: string[] = [];
  let at = 0;
  for (const match of sentence.matchAll(mathematical)) {
    parts.push(plain(sentence.slice(at, match.index)), `$${inMath(match[0].trim())}$${/ $/.test(match[0]) ? ' ' : ''}`);
    at = match.index + match[0].length;
  }
  return [...parts, plain(sentence.slice(at))].join('');
}

/** Text outside mathematics: fractions and names such as q1 in dollars, signs that LaTeX's text fonts lack replaced. */
function plain(text: string): string {
  return text
    .replace(/(−?-?\d+\/\d+)/g, (fraction) => `$${numberLatex(fraction.replace('−', '-'))}$`)
    .replace(/\b([qM])(\d+)\b/g, '$$$1_{$2}$$')
    .replaceAll('−', '$-$')
    .replaceAll('×', '$\\times$')
    .replaceAll('ᵀ', '$^T$');
}
