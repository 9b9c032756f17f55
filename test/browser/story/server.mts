import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { pageHtml } from '../../../src/panel/html';
import { storyOf } from './fixtures';
import { themes } from './shots';

const root = path.resolve(import.meta.dirname, '../../..');

/**
 * Serves the built page with a story in place of the editor, under the same policy as in the editor:
 * `/?story=NAME&theme=THEME&tab=TAB`. Listens on 127.0.0.1; the promise settles when it does.
 */
export async function serve(port: number): Promise<{ server: Server; address: string }> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    answer(url).then(
      ({ type, body }) => response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const bound = server.address();
  return { server, address: `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : port}` };
}

async function answer(url: URL): Promise<{ type: string; body: string }> {
  const name = url.searchParams.get('story') ?? 'complete';
  switch (url.pathname) {
    case '/':
      return { type: 'text/html', body: await storyPage(url) };
    case '/themes.css':
      return { type: 'text/css', body: await readFile(path.join(import.meta.dirname, 'themes.css'), 'utf8') };
    case '/story.js':
      return { type: 'text/javascript', body: await storyScript(name, url.searchParams.get('tab')) };
    default:
      return {
        type: 'text/javascript',
        body: await readFile(path.join(root, 'dist', path.basename(url.pathname)), 'utf8'),
      };
  }
}

async function storyPage(url: URL): Promise<string> {
  const nonce = 'story';
  const theme = themes.find((one) => one === url.searchParams.get('theme')) ?? 'vscode-dark';
  const script = await readFile(path.join(root, 'dist', 'webview.js'), 'utf8');
  return pageHtml({
    state: '',
    script,
    chunks: '/',
    cspSource: "'self'",
    nonce,
  })
    .replace('<html', `<html data-theme="${theme}"`)
    .replace('</head>', '<link rel="stylesheet" href="/themes.css" /></head>')
    .replace(
      '<body>',
      `<body><script nonce="${nonce}" src="/story.js${url.search.replaceAll('&', '&amp;')}"></script>`,
    );
}

async function storyScript(name: string, tab: string | null): Promise<string> {
  const host = await readFile(path.join(import.meta.dirname, 'host.js'), 'utf8');
  const { sent, whole, ...failing } = storyOf(name);
  const story = JSON.stringify({ name, tab, state: sent, whole: sent === whole ? null : whole, ...failing }, asPlain);
  return `window.story = JSON.parse(${JSON.stringify(story)}, (_, value) =>
  value?.float64 ? Float64Array.from(value.float64, (number) => number ?? NaN) : value);
${host}`;
}

/** Typed arrays as marked lists; the script above makes them whole again. */
function asPlain(_key: string, value: unknown): unknown {
  return value instanceof Float64Array ? { float64: Array.from(value) } : value;
}
