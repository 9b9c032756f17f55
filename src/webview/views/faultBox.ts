import { html, nothing, type TemplateResult } from 'lit';
import type { FaultData } from '../../matrix/fault';

/** What went wrong and what to do; a work that was cancelled is no error. Needs `faultStyles`. */
export function faultBox({ kind, message, remedy }: FaultData): TemplateResult {
  return html`<div class=${kind === 'cancelled' ? 'fault calm' : 'fault'} role="alert">
    <p>${message}</p>
    ${remedy === '' ? nothing : html`<p class="quiet">${remedy}</p>`}
  </div>`;
}
