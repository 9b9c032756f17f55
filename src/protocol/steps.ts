/** A matrix that a step speaks of; cells row by row, as text: "3/5". */
export interface StepMatrix {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly string[];
  /** Of an augmented matrix, the columns before its bar. */
  readonly bar?: number;
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

function matrixLatex({ name, rows, columns, cells, bar }: StepMatrix): string {
  const lines = Array.from({ length: rows }, (_, i) =>
    cells
      .slice(i * columns, (i + 1) * columns)
      .map(numberLatex)
      .join(' & '),
  );
  const body = lines.join(' \\\\ ');
  if (bar === undefined) return `${mathLatex(name)} = \\begin{bmatrix} ${body} \\end{bmatrix}`;
  const columnsLatex = `${'r'.repeat(bar)}|${'r'.repeat(columns - bar)}`;
  return `${mathLatex(name)} = \\left[\\begin{array}{${columnsLatex}} ${body} \\end{array}\\right]`;
}

/** "A M12" is A M_{12}. */
function nameLatex(name: string): string {
  return name.replace(/([A-Za-z])(\d+)/g, '$1_{$2}').replace(' | ', ' \\mid ');
}

/** "-3/5" is -\frac{3}{5}. */
function numberLatex(text: string): string {
  return text.replace(/(\d+)\/(\d+)/g, '\\frac{$1}{$2}');
}

const superscripts: Readonly<Record<string, string>> = { ᵀ: '\\top ', '⁺': '+', '⁻': '-' };
const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A number, a matrix such as M1, a vector such as q1, λ, i, or det, with what is raised beside it. */
const atom = String.raw`(?:det(?=\()|(?<![a-z])[A-Z](?![a-z])|(?<!\p{L})q(?=\d)|(?<!\p{L})i(?!\p{L})|λ|√?\d)\d*[ᵀ⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]*`;
/** Atoms with operators and brackets between: "(7 ± 3√5)/2", "λ² − 5λ − 2", "A − 3I", "row 2" but for its word. */
const mathematical = new RegExp(
  String.raw`[([−±]*${atom}(?:[)\]]*[ᵀ⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]*(?: ?[−+=/±×|] ?| )?[([−]*${atom})*(?:\)|\])*[ᵀ⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]*`,
  'gu',
);

/** A sentence with what is mathematics in it as LaTeX writes it. */
function latexSentence(sentence: string): string {
  return sentence.replace(mathematical, (run) => `$${mathLatex(run)}$`);
}

function mathLatex(text: string): string {
  return nameLatex(numberLatex(text))
    .replace(/[ᵀ⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (raised) => `^{${Array.from(raised, plainOf).join('').trim()}}`)
    .replace(/λ ?/g, '\\lambda ')
    .replaceAll('det', '\\det')
    .replaceAll('−', '-')
    .replace(/± ?/g, '\\pm ')
    .replaceAll('×', '\\times')
    .replace(/√(\d+)/g, '\\sqrt{$1}')
    .trim();
}

/** A raised sign on the line. */
function plainOf(raised: string): string {
  return superscripts[raised] ?? String(digits.indexOf(raised));
}
