/** Whether the person wants little to move: by the system's setting, or by VS Code's own, which marks the page's body. */
export function wantsLittleMotion(): boolean {
  return (
    matchMedia('(prefers-reduced-motion: reduce)').matches || document.body.classList.contains('vscode-reduce-motion')
  );
}
