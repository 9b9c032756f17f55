// Runs in the workbench's page before its own scripts: what the journeys need to know about the text on the screen.
// Only what is rendered can be found, as a person can only see what is on the screen.
globalThis.factorizeTest = {
  /** Code compiled by esbuild with kept names calls this helper, also where Playwright carries it into a page. */
  keepNames: (globalThis.__name = (value) => value),

  /** The text editor that is active, or else the first one: the active one may be a webview. */
  editor() {
    // A notebook lies over its editor group, not in it.
    const places = '.part.editor .editor-group-container .monaco-editor, .notebookOverlay .cell .monaco-editor';
    const editors = [...document.querySelectorAll(places)].filter(
      (editor) =>
        editor.offsetParent && editor.querySelector('.view-lines') && !editor.parentElement.closest('.monaco-editor'),
    );
    // A notebook is many editors: of these, the one that is written in.
    const active = editors.filter((editor) => editor.closest('.editor-group-container.active, .notebookOverlay'));
    return active.find((editor) => editor.classList.contains('focused')) ?? active[0] ?? editors[0];
  },

  lines() {
    const lines = this.editor()?.querySelectorAll('.view-lines > .view-line') ?? [];
    return [...lines].sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top));
  },

  isInjected(span) {
    return /\bdyn-rule-/.test(span.className);
  },

  textNodes(line, withInjected) {
    const nodes = [];
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (withInjected || !this.isInjected(walker.currentNode.parentElement)) nodes.push(walker.currentNode);
    }
    return nodes;
  },

  lineText(line, withInjected) {
    const text = this.textNodes(line, withInjected).map((node) => node.data);
    return text.join('').replaceAll('\u00a0', ' ').replaceAll('\u200b', '');
  },

  editorText() {
    return this.lines().map((line) => this.lineText(line, false));
  },

  /** Inlay hints, and what decorations add before and after the text. */
  addedTexts() {
    const texts = [];
    for (const line of this.lines()) {
      let open = false;
      for (const span of line.querySelectorAll(':scope > span > span')) {
        const injected = this.isInjected(span) && span.textContent !== '';
        if (injected && open) texts[texts.length - 1] += span.textContent;
        else if (injected) texts.push(span.textContent);
        open = injected;
        for (const side of ['::before', '::after']) {
          const content = /^"(.+)"$/s.exec(getComputedStyle(span, side).content)?.[1];
          if (content) texts.push(content);
        }
      }
    }
    return texts.map((text) => text.replaceAll('\u00a0', ' ').trim());
  },

  /**
   * Notes every state that the added texts are in from now on, also one that no frame shows: an observer is called
   * between the change that makes a state and the change that ends it.
   */
  noteAddedTexts() {
    this.observer?.disconnect();
    this.notedTexts = [];
    const note = () => {
      const now = this.addedTexts();
      if (JSON.stringify(now) !== JSON.stringify(this.notedTexts.at(-1))) this.notedTexts.push(now);
    };
    this.observer = new MutationObserver(note);
    this.observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    note();
  },

  /** Where a text is on the screen: the document's own text first, then what extensions add to it. */
  findText({ text, nth = 0, inLine = '' }) {
    for (const withInjected of [false, true]) {
      let left = nth;
      for (const line of this.lines()) {
        const content = this.lineText(line, withInjected);
        if (!content.includes(inLine)) continue;
        for (let at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + 1)) {
          if (left-- === 0) return this.boxOf(line, at, at + text.length, withInjected);
        }
      }
    }
    return null;
  },

  boxOf(line, start, end, withInjected) {
    const range = document.createRange();
    let offset = 0;
    for (const node of this.textNodes(line, withInjected)) {
      const next = offset + node.data.replaceAll('\u200b', '').length;
      if (start >= offset && start < next) range.setStart(node, start - offset);
      if (end > offset && end <= next) range.setEnd(node, end - offset);
      offset = next;
    }
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x, y, width, height };
  },
};
