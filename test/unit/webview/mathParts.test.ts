import assert from 'node:assert/strict';
import { mathParts } from '../../../src/webview/model/mathParts';

/** A formula in the way of TeX, to read. */
function tex(formula: string): string {
  const { parts, words } = mathParts(formula);
  const set = parts.map(({ kind, text, hat, superscript, subscript }) => {
    const base = hat ? `hat(${text})` : kind === 'word' ? `"${text}"` : kind === 'gap' ? '~' : text;
    return `${base}${subscript === '' ? '' : `_${subscript}`}${superscript === '' ? '' : `^${superscript}`}`;
  });
  return set.join(' ') + words;
}

describe('a formula that is set as mathematics', () => {
  it('has its raised signs and its hats where they belong', () => {
    assert.equal(tex('A = PᵀLU'), 'A = P^T L U');
    assert.equal(tex('A = VDV⁻¹'), 'A = V D V^−1');
    assert.equal(tex('R ≈ μ + b 1ᵀ + U Vᵀ'), 'R ≈ μ + b 1^T + U V^T');
    assert.equal(tex('Σ (r − r̂)²'), 'Σ ( r − hat(r) )^2');
    assert.equal(tex('‖A − Â‖'), '‖ A − hat(A) ‖');
    assert.equal(tex('Σ nᵢ bᵢ²'), 'Σ n_i b_i^2');
  });

  it('tells words from products, and sets them apart', () => {
    assert.equal(tex('Σ a log(a / wh)'), 'Σ a ~ "log" ( a / w h )');
    assert.equal(tex('Σ (r − r̂)² of each draw'), 'Σ ( r − hat(r) )^2 ~ "of" ~ "each" ~ "draw"');
    assert.equal(tex('Amélie = UVᵀ'), '"Amélie" = U V^T');
  });

  it('leaves what is said of it, but not a list in parentheses, as words', () => {
    assert.equal(tex('A = USVᵀ, where A is field'), 'A = U S V^T, where A is field');
    assert.equal(tex('max(m, n) ‖A‖'), '"max" ( m , n ) ‖ A ‖');
  });
});
