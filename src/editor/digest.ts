import type { LabelledMatrix, Matrix } from '../matrix/dense';

/** The SHA-256 of cells, in hexadecimal; missing ones and zeros count alike however they are written. */
export async function digestOf({ values, imaginary }: Matrix & Pick<LabelledMatrix, 'imaginary'>): Promise<string> {
  const cells = new Float64Array(values.length + (imaginary?.length ?? 0));
  cells.set(values);
  if (imaginary !== null && imaginary !== undefined) cells.set(imaginary, values.length);
  const digest = await crypto.subtle.digest('SHA-256', cells.map(canonical));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const canonical = (value: number): number => (Number.isNaN(value) ? Number.NaN : value + 0);
