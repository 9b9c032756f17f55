/** What the page needs from outside: where its script lies, whence a webview may load, and this page's nonce. */
export interface PageParts {
  readonly script: string;
  readonly cspSource: string;
  readonly nonce: string;
}

/**
 * The page's frame. Nothing may load but our own script and, with its nonce, the chunks it asks for; the styles are
 * constructed sheets, to which the policy does not apply.
 */
export function pageHtml({ script, cspSource, nonce }: PageParts): string {
  const policy = [
    `default-src 'none'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
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
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>
`;
}
