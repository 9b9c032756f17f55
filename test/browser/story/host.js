// The editor's end of the conversation, played: answers what the page asks from the story it was given.
(() => {
  const { name, state, whole, fault, scriptFault, tab } = window.story;
  document.body.className = document.documentElement.dataset.theme;
  // kept over a reload of the page, as the editor keeps it
  const memory = sessionStorage.getItem('kept');
  let kept = memory === null ? (tab === null ? undefined : { tab, scroll: 0 }) : JSON.parse(memory);
  const keep = (next) => {
    kept = next;
    sessionStorage.setItem('kept', JSON.stringify(next));
  };
  const toPage = (message) => {
    window.longestMessage = Math.max(window.longestMessage ?? 0, sizeOf(message));
    window.postMessage(message, '*');
  };
  /** Numbers at eight bytes each, and all else as it is written. */
  const sizeOf = (message) => {
    let numbers = 0;
    const rest = JSON.stringify(message, (_, value) => {
      if (!(value instanceof Float64Array)) return value;
      numbers += value.byteLength;
      return null;
    });
    return numbers + rest.length;
  };

  const titles = [
    'Alien (1979)',
    'Casablanca (1942)',
    'The Seven Samurai (1954)',
    'Paths of Glory (1957)',
    'Ran (1985)',
  ];
  const terms = (value) => [
    { label: 'mean', value: 3.5, factors: null },
    { label: 'item bias', value: value - 3.9, factors: null },
    { label: 'user bias', value: 0.31, factors: null },
    { label: 'factor 3', value: 0.22, factors: [0.4, 0.55] },
    { label: 'factor 1', value: -0.13, factors: [0.26, -0.5] },
  ];
  // A matrix that was withheld, cut as the panel cuts it; that of "vast" is made up.
  const pinned = (result) => {
    setTimeout(() => toPage({ type: 'pinned', pinned: result }), 0);
    return null;
  };
  // Four runs of the story "runs", of which the last is shown; what was asked of the others is more or less patient.
  const rates = [null, 0.05, 0.002, 0.1, 0.01];
  const runPoints = (entry) =>
    entry === state.entry
      ? state.analysis.history
      : Array.from({ length: 1000 * (entry + 2) }, (_, at) => ({
          iteration: at + 1,
          objective: 4.2 * Math.exp(-30 * rates[entry] * Math.sqrt((at + 1) / 40)) + 0.004 * entry,
          rmse: null,
          holdoutRmse: null,
        }));
  const sessionRuns =
    name === 'runs'
      ? [1, 2, 3, 4].map((entry) => ({
          entry,
          question: `question ${entry}`,
          method: entry === 4 ? 'Adam' : 'Gradient descent',
          rank: 2,
          regularization: null,
          learningRate: rates[entry],
          seed: 0,
          objectiveFormula: state.analysis.objectiveFormula,
          last: runPoints(entry).at(-1),
        }))
      : [];
  const slice = ({ matrix, window: { row, column, rows, columns } }) => {
    const { analysis } = whole ?? state;
    const from =
      matrix === 'original'
        ? analysis.request.matrix
        : matrix === 'reconstruction'
          ? analysis.reconstruction
          : analysis.factors.find((factor) => factor.name === matrix.factor);
    const [height, width] = [Math.min(rows, from.rows - row), Math.min(columns, from.columns - column)];
    const cell = (i, j) =>
      from.values.length > 0 ? from.values[i * from.columns + j] : 10 * Math.sin(i / 40) * Math.cos(j / 25);
    const values = Float64Array.from({ length: height * width }, (_, at) =>
      cell(row + Math.floor(at / width), column + (at % width)),
    );
    return { values, imaginary: null };
  };
  const answers = {
    ready: () => state,
    slice,
    frames: () => ({ frames: (whole ?? state).analysis.frames ?? [] }),
    scriptChoices: () =>
      scriptFault === null
        ? [
            { id: 'numpy', title: 'NumPy', packages: ['numpy'] },
            { id: 'pytorch', title: 'PyTorch', packages: ['torch'] },
          ]
        : [],
    script: ({ to }) => ({
      text: `import ${to}\n\n# the matrix, row by row\nA = ${to}.array([[1.5, 2], [3e-4, float('nan')]])\nfor step in range(10):\n    print(step, A)\n`,
    }),
    runs: () => (name === 'runs' ? sessionRuns : []),
    history: ({ entry }) => ({ points: runPoints(entry) }),
    pin: () => pinned(state),
    unpin: () => pinned(null),
    findUsers: ({ query }) =>
      Array.from({ length: 610 }, (_, i) => String(i + 1))
        .filter((user) => user.includes(query))
        .slice(0, 20),
    findItems: ({ query }) =>
      titles
        .map((title, i) => ({ item: String(100 + i), title }))
        .filter(({ title }) => title.toLowerCase().includes(query.toLowerCase())),
    similar: ({ side, id, atLeast }) => ({
      side,
      item: id,
      title: titles[Number(id) - 100],
      rated: 88,
      atLeast: atLeast ?? 5,
      items: titles
        .slice(0, 3)
        .map((title, i) => ({ item: String(100 + i), title, value: 0.93 - 0.11 * i, rated: 5 + 43 * i }))
        .filter(({ rated }) => rated >= (atLeast ?? 5)),
    }),
    recommend: ({ asker }) => ({
      user: asker.user ?? null,
      rated: asker.ratings?.length ?? 248,
      ratings: titles.map((title, i) => ({ item: String(100 + i), title, value: 5 - i / 2 })),
      items: titles.map((title, i) => ({
        item: String(100 + i),
        title,
        value: 4.81 - 0.07 * i,
        terms: terms(4.81 - 0.07 * i),
        reasons: titles
          .slice(0, 3)
          .map((other, at) => ({ item: String(100 + at), title: other, value: 5 - at, shift: 0.21 - 0.17 * at })),
      })),
    }),
  };

  window.asked = [];
  window.acquireVsCodeApi = () => ({
    getState: () => kept,
    setState: keep,
    postMessage: ({ id, ask }) => {
      window.asked.push(ask);
      const failure = ask.ask === 'ready' ? null : ask.ask === 'script' ? (fault ?? scriptFault) : fault;
      const reply =
        failure !== null
          ? { type: 'failed', id, fault: failure }
          : { type: 'answer', id, answer: answers[ask.ask]?.(ask) ?? null };
      setTimeout(() => toPage(reply), 0);
      if (ask.ask !== 'ready') return;
      if (name === 'compared')
        pinned({ ...state, analysis: { ...state.analysis, seconds: 1, history: state.analysis.history.slice(3) } });
      if (name === 'running') advance(9);
      else setTimeout(() => toPage({ type: 'mark', cell: { row: 0, column: 2 } }), 50);
    },
  });

  const advance = (iteration) => {
    if (iteration > 14) return;
    const points = [
      { iteration, objective: 9 / iteration, rmse: 3 / iteration ** 0.5, holdoutRmse: 0.9 + 1 / iteration },
    ];
    toPage({ type: 'progress', progress: { phase: 'training', done: iteration, total: 20, points } });
    setTimeout(() => advance(iteration + 1), 60);
  };
})();
