/** What the page needs from outside. */
export interface PageParts {
  /** The page's script itself: in the page, it is there without asking the window for a file. */
  readonly script: string;
  /** The address of the folder that the script loads its chunks from, with a slash at its end. */
  readonly chunks: string;
  /** Whence a webview may load. */
  readonly cspSource: string;
  readonly nonce: string;
  /** What it is given to begin with, as `writeGivenState` writes it. */
  readonly state: string;
}

/**
 * The page's frame. Nothing may run but our own script and, with its nonce, the chunks it asks for; the styles are
 * constructed sheets, to which the policy does not apply.
 */
export function pageHtml({ script, chunks, cspSource, nonce, state }: PageParts): string {
  const policy = [
    `default-src 'none'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    // of a picture that the page made itself, on its way to a file
    `img-src data:`,
    `script-src 'nonce-${nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Factorize</title>
  </head>
  <body>
    <script type="application/json">${state.replaceAll('<', '\\u003c')}</script>
    <script nonce="${nonce}" data-chunks="${chunks}">${inPage(script)}</script>
  </body>
</html>
`;
}

/**
 * A script as it may stand in a page: the character sequences that HTML reads inside scripts are spelled with an
 * escape, which strings, templates and regular expressions read as the same.
 * Source: HTML Living Standard, 4.12.1.3, restrictions for contents of script elements.
 */
export function inPage(script: string): string {
  return script.replaceAll(/<(?=!--|\/?script)/gi, '\\x3c');
}
