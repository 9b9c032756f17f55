import { readGivenState, type GivenState } from '../protocol/givenState';

/** What the host wrote into the page; null where it wrote nothing. */
export function givenState(): GivenState | null {
  const text = document.querySelector('script[type="application/json"]')?.textContent ?? '';
  return text === '' ? null : readGivenState(text);
}
