declare global {
  var __webpack_nonce__: string | undefined;
}

/** Chunks loaded later carry the nonce of this script, so that the page's policy lets them in. */
__webpack_nonce__ = document.currentScript?.nonce;

export {};
