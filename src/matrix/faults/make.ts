import { Fault, type FaultKind, type Place } from '../fault';

/** An error a person can see: a code, what is wrong, and what to do. */
export function fault(
  kind: FaultKind,
  code: string,
  message: string,
  remedy: string,
  place: Place | null = null,
): Fault {
  return new Fault({ code, kind, message, remedy, place });
}
