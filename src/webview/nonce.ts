declare global {
  var __webpack_nonce__: string | undefined;
  var __webpack_public_path__: string;
}

const script = document.currentScript;

/** Chunks loaded later carry the nonce of this script, so that the page's policy lets them in. */
__webpack_nonce__ = script?.nonce;

/** Where the chunks lie: the script stands in the page itself, so the page says it. */
__webpack_public_path__ = script?.dataset['chunks'] ?? '';

export {};
