/**
 * The address of a workbench with a folder open.
 * @param {string} serverUrl
 * @param {string} folder
 * @param {Array<[string, string]>} [payload] What only a server started for tests obeys, such as openFile.
 */
export function workbenchAddress(serverUrl, folder, payload = []) {
  // Slashes stay as they are: the address is one that people read and copy.
  const query = `folder=${encodeURIComponent(uriPath(folder)).replaceAll('%2F', '/')}`;
  const extra = payload.length ? `&payload=${encodeURIComponent(JSON.stringify(payload))}` : '';
  return `${serverUrl}/?${query}${extra}`;
}

/**
 * How the workbench names a file on the server's machine. The authority must be the one that the page has, for
 * under another the same file would be a second document, which the extension host cannot bear.
 * @param {string} serverUrl
 * @param {string} file
 */
export function remoteUri(serverUrl, file) {
  return `vscode-remote://${new URL(serverUrl).host}${encodeURI(uriPath(file))}`;
}

/**
 * What the page is told about files, where there are any.
 * @param {string} serverUrl
 * @param {Record<string, string | undefined>} files
 * @returns {Array<[string, string]>}
 */
export function filePayload(serverUrl, files) {
  return Object.entries(files).flatMap(([key, file]) =>
    file ? [/** @type {[string, string]} */ ([key, remoteUri(serverUrl, file)])] : [],
  );
}

/** @param {string} file */
function uriPath(file) {
  const slashed = file.replaceAll('\\', '/');
  return slashed.startsWith('/') ? slashed : `/${slashed}`;
}
