const greek =
  'alpha|beta|gamma|delta|(?:var)?epsilon|zeta|eta|(?:var)?theta|iota|kappa|lambda|mu|nu|xi|(?:var)?pi|(?:var)?rho|' +
  '(?:var)?sigma|tau|upsilon|(?:var)?phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega|ell';
const symbol = String.raw`(?:[A-Za-z\u0370-\u03ff]\d{0,3}|\\(?:${greek})(?![A-Za-z]))(?:_(?:\{[^{}]{0,40}\}|[A-Za-z0-9]+))?`;
const functions =
  'sqrt|sin|cos|tan|cot|sec|csc|exp|ln|log|sinh|cosh|tanh|arcsin|arccos|arctan|abs|[td]?frac|cdot|times';
const longest = 60;
const lone = new RegExp(`^[+-]?\\s*(?:${symbol})$`);
const operand = String.raw`(?:\\?(?:${functions})(?![A-Za-z])|\d+(?:\.\d*)?|(?<symbol>${symbol})(?![A-Za-z]))`;
const words = new RegExp(`${operand}|[-+*/^(){}\\s]|\\\\(?:left|right)(?![A-Za-z])`, 'y');

/** The first parameter of an expression that has one, as \lambda of 1 - \lambda; null where the text is no expression. */
export function parameterIn(text: string): string | null {
  if (lone.test(text)) return text.replace(/^[+-]\s*/, '');
  if (text.length > longest || /^0x/i.test(text) || !/[-+*/^\\(\d]/.test(text)) return null;
  let found: string | null = null;
  for (words.lastIndex = 0; words.lastIndex < text.length;) {
    const match = words.exec(text);
    if (match === null) return null;
    found ??= match.groups?.['symbol'] ?? null;
  }
  return found;
}
