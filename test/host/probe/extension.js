// Measures the extension host's thread: how late a heartbeat comes, and how much of that time is spent in frames of
// this project. A profile by samples says the latter, so that what VS Code itself does is not counted as ours.
const fs = require('node:fs');
const { Session } = require('node:inspector');
const vscode = require('vscode');

/** Milliseconds between two beats; a beat that comes later by as much is a block. */
const beat = 5;

let session;
let timer;
let blocks = [];

exports.activate = (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand('probe.start', start),
    vscode.commands.registerCommand('probe.report', report),
    vscode.commands.registerCommand('probe.openPage', openPage),
  );
};

/** Opens a page that holds a word and nothing else, as our panel is opened: what VS Code itself takes to show one. */
function openPage() {
  const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  const panel = vscode.window.createWebviewPanel('probe', 'Probe', column, { enableScripts: true });
  panel.webview.html = '<!doctype html><html><body>Probe</body></html>';
}

const now = () => Number(process.hrtime.bigint() / 1000n);

function post(method, parameters) {
  return new Promise((resolve, reject) =>
    session.post(method, parameters, (error, result) => (error ? reject(error) : resolve(result))),
  );
}

async function start() {
  session = new Session();
  session.connect();
  await post('Profiler.enable');
  await post('Profiler.setSamplingInterval', { interval: 1000 });
  await post('Profiler.start');
  blocks = [];
  let last = now();
  timer = setInterval(() => {
    const time = now();
    if (time - last > 2 * beat * 1000) blocks.push({ from: last, to: time });
    last = time;
  }, beat);
}

/** Writes what was measured to the file that the environment names. */
async function report() {
  clearInterval(timer);
  const { profile } = await post('Profiler.stop');
  session.disconnect();
  const ours = oursByTime(profile);
  const measured = blocks.map(({ from, to }) => ({
    at: Math.round((from - blocks[0].from) / 1000),
    milliseconds: (to - from) / 1000,
    ...oursWithin(ours, from, to),
  }));
  fs.writeFileSync(process.env.FACTORIZE_PROBE, JSON.stringify(measured));
}

/** The samples in which a frame of this project stands on the stack: when, how long, and in which function. */
function oursByTime({ nodes, samples, timeDeltas, startTime }) {
  const stacks = new Map();
  const visit = (node, inherited) => {
    const { url, functionName, lineNumber, columnNumber } = node.callFrame;
    // Only installed extensions have their publisher in their folder's name.
    const isOurs = /factorize\.factorize-[^/]*\/dist\//.test(url);
    const name = isOurs ? `${functionName || '?'}:${lineNumber}:${columnNumber}` : functionName;
    const stack = isOurs || inherited.length > 0 ? [...inherited, name] : inherited;
    stacks.set(node.id, stack);
    for (const id of node.children ?? []) visit(byId.get(id), stack);
  };
  const byId = new Map(nodes.map((node) => [node.id, node]));
  visit(nodes[0], []);
  let time = startTime;
  return samples.flatMap((id, i) => {
    time += timeDeltas[i];
    const stack = stacks.get(id);
    return stack.length > 0 ? [{ time, duration: timeDeltas[i + 1] ?? 0, stack }] : [];
  });
}

function oursWithin(samples, from, to) {
  const inside = samples.filter(({ time }) => time >= from && time < to);
  const total = new Map();
  for (const { duration, stack } of inside) {
    const name = stack.slice(0, 6).join(' > ');
    total.set(name, (total.get(name) ?? 0) + duration / 1000);
  }
  const [heaviest] = [...total].sort((a, b) => b[1] - a[1]);
  return {
    ours: inside.reduce((sum, { duration }) => sum + duration / 1000, 0),
    where: heaviest === undefined ? '' : heaviest[0],
  };
}
