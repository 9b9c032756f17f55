import type { PanelPlace } from '../../panel/places';
import { choosePanelPlace } from '../panelPlace';
import type { Services } from '../services';

/** Show in Side Bar, Show beside the Text: the panel moves there, or opens there, and does so from now on. */
export async function showIn({ panel }: Services, place: PanelPlace): Promise<void> {
  // Before its view goes, which is there only where it is chosen: what a closed page remembered is forgotten.
  if (place === 'beside') panel.moveTo(place);
  await choosePanelPlace(place);
  panel.open();
}
