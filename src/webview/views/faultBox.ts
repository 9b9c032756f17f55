import { html, nothing, type TemplateResult } from 'lit';
import type { FaultData } from '../../matrix/fault';

/** What went wrong and what to do; that work was cancelled or that there is no such thing is no error. Needs `faultStyles`. */
export function faultBox({ kind, message, remedy }: FaultData): TemplateResult {
  const isCalm = kind === 'cancelled' || kind === 'usage';
  return html`<div class=${isCalm ? 'fault calm' : 'fault'} role=${isCalm ? 'status' : 'alert'}>
    <p>${message}</p>
    ${remedy === '' ? nothing : html`<p class="quiet">${remedy}</p>`}
  </div>`;
}
