/** What opens a matrix, with brackets: the brackets, and what a language puts before them. */
export const brackets: readonly string[] = [
  ...[
    '{',
    '{{',
    '(',
    '((',
    '[',
    '[[',
    '[[\n',
    '[1;',
    '[1, ',
    '{1,',
    '{{1,2},',
    '((1,2),',
    '[[1],',
    'A = [',
    'x: [[',
    'x[',
  ],
  ...['c(', 'rbind(', 'matrix(', 'data.frame(a = c(1,', 'mat(', 'mat(1,', 'f(', 'np.matrix("', 'Float64[', 'Rational('],
  ...['<<', '<<1|', ':= <1, ', '[[1];', '{"re": 1, '],
];

/** The same, and what only seems to open one: many in a row make a reader that goes back over its steps take minutes. */
export const openings: readonly string[] = [
  ...brackets,
  // LaTeX.
  ...['\\[', '$', '\\\\', '\\', '& ', '\\left[', '\\pmatrix{', '\\bordermatrix{1&', '\\end{bmatrix}'],
  ...[
    '\\begin{array}{cc} 1 & ',
    '\\begin{tabular}{cc} 1 & ',
    '\\begin{bmatrix} 1 \\\\ ',
    '\\begin{pmatrix}\\begin{bmatrix}',
    '\\left(\\begin{array}{c}',
  ],
  // Tables and delimited text.
  ...['|', '|\n', '| a |\n|', '|---', '||\n|-|-|\n', ',', '1,', '"1,', '""', '"\n', 'a;b\n', '\t', '1,2;3\t4|5\n'],
  // Numbers in lines, and what says whose output they are.
  ...[
    '1 ',
    '1\n',
    '1 2\n',
    'a b 1\n',
    '=\n\n1 2\n',
    '[,1] [,2]\n[1,] 1 2\n',
    '>>> ',
    'a = ',
    '1.2.3 ',
    '--',
    '1e',
    '1/',
  ],
  ...[
    '%%MatrixMarket ',
    '%%MatrixMarket matrix array real general\n',
    '%%MatrixMarket matrix array real general\n2 2\n1\n',
  ],
  // Comments, quotations, and white space.
  ...[
    '- ',
    '%',
    '#',
    '# [',
    '// [[',
    '* [[',
    '/*',
    '(* ',
    '`',
    '"',
    "'",
    '"a',
    '{"a":',
    '[{"a":1,',
    '\n',
    '\r\n',
    ' ',
    'é',
  ],
];
