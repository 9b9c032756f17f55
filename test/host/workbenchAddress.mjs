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

/** How the workbench names a file on the server's machine; the authority is this literal word. @param {string} file */
export function remoteUri(file) {
  return `vscode-remote://remote${encodeURI(uriPath(file))}`;
}

/** @param {string} file */
function uriPath(file) {
  const slashed = file.replaceAll('\\', '/');
  return slashed.startsWith('/') ? slashed : `/${slashed}`;
}
