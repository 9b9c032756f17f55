import { css, html, mathml, nothing, type TemplateResult } from 'lit';
import { mathParts, type MathPart } from '../model/mathParts';

export const formulaStyles = css`
  /* Any font with serifs: few systems have one that is made for mathematics. */
  math {
    font-family: Cambria, 'Times New Roman', Georgia, serif;
    font-size: 1.15em;
  }
  math mi {
    text-transform: none;
  }
  math :is(msup, msub) > :nth-child(2),
  math msubsup > :nth-child(n + 2) {
    font-size: 0.7em;
  }
  /* Fonts without the measures of mathematics have these too high. */
  math msup > :nth-child(2) {
    position: relative;
    top: 0.25em;
  }
  math .letter {
    font-style: italic;
  }
`;

/** A formula set as mathematics, and what is said of it beside. Needs `formulaStyles`. */
export function formula(text: string): TemplateResult {
  const { parts, words } = mathParts(text);
  return html`<math>${mathml`<mrow>${parts.map(withScripts)}</mrow>`}</math>${
      words === '' ? nothing : html`<span class="quiet">${words}</span>`
    }`;
}

function withScripts(part: MathPart): TemplateResult {
  const { superscript, subscript } = part;
  const base = withHat(part);
  const above = mathml`<mrow>${script(superscript)}</mrow>`;
  const below = mathml`<mrow>${script(subscript)}</mrow>`;
  if (superscript !== '' && subscript !== '') return mathml`<msubsup>${base}${below}${above}</msubsup>`;
  if (superscript !== '') return mathml`<msup>${base}${above}</msup>`;
  if (subscript !== '') return mathml`<msub>${base}${below}</msub>`;
  return base;
}

function script(text: string): TemplateResult | typeof nothing {
  return text === '' ? nothing : mathml`<mi>${text}</mi>`;
}

function withHat(part: MathPart): TemplateResult {
  const { hat } = part;
  return hat ? mathml`<mover accent="true">${plain(part)}<mo stretchy="false">^</mo></mover>` : plain(part);
}

function plain({ kind, text }: MathPart): TemplateResult {
  switch (kind) {
    case 'letter':
      return mathml`<mi class="letter">${text}</mi>`;
    case 'word':
      return mathml`<mi>${text}</mi>`;
    case 'number':
      return mathml`<mn>${text}</mn>`;
    case 'sign':
      return mathml`<mo stretchy="false" largeop="false" movablelimits="false">${text}</mo>`;
    case 'gap':
      return mathml`<mspace width="0.35em"></mspace>`;
  }
}
