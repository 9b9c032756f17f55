import { readGivenState, type GivenState } from '../protocol/givenState';

/** The state that the host wrote into the page; null where it is to be asked for. */
export function givenState(): GivenState | null {
  const text = document.querySelector('script[type="application/json"]')?.textContent ?? '';
  return text === '' ? null : readGivenState(text);
}
