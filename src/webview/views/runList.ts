import { css, html, nothing, type TemplateResult } from 'lit';
import { formatNumber } from '../../protocol/numbers';
import type { SessionRun } from '../../protocol/panel';
import { counted } from '../../protocol/quantities';
import { lineSample } from '../elements/chart';
import { ownStyle, placeStyles } from '../model/runs';

export const runListStyles = css`
  .runs {
    border: 0;
    margin: 0 0 16px;
    min-width: 0;
    padding: 0;
  }
  .runs legend {
    font-weight: 600;
    margin-bottom: 4px;
    padding: 0;
  }
  .runs ul {
    display: grid;
    gap: 4px;
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .runs label {
    align-items: baseline;
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0 8px;
  }
  .runs input {
    align-self: center;
  }
  .runs .sample {
    align-self: center;
    display: inline-flex;
    width: 28px;
  }
`;

/** The runs on the same data, each with a box to lay it over the one that is shown, and with the line that it then has. */
export function runList(
  runs: readonly SessionRun[],
  names: readonly string[],
  own: number,
  places: readonly (string | null)[],
  onSwitch: (question: string) => void,
): TemplateResult {
  const isFull = placeStyles.every((_, place) => (places[place] ?? null) !== null);
  const item = (run: SessionRun, i: number): TemplateResult => {
    const place = places.indexOf(run.question);
    const style = i === own ? ownStyle : placeStyles[place];
    return html`<li>
      <label>
        <input
          type="checkbox"
          .checked=${style !== undefined}
          ?disabled=${i === own || (isFull && place < 0)}
          @change=${() => onSwitch(run.question)}
        />
        <span class="sample">${style ? lineSample(style) : nothing}</span>
        <span>${names[i]}${i === own ? ' (shown)' : ''}</span>
        <span class="quiet">${ending(run)}</span>
      </label>
    </li>`;
  };
  return html`<fieldset class="runs">
    <legend>Runs on this data</legend>
    <ul>
      ${runs.map(item)}
    </ul>
    ${isFull ? html`<p class="quiet">No more than ${placeStyles.length + 1} runs are drawn at once.</p>` : nothing}
    ${
      runs.some(({ objectiveFormula }) => objectiveFormula !== runs[own]?.objectiveFormula)
        ? html`<p class="quiet">Runs that lower another objective are drawn by their errors alone.</p>`
        : nothing
    }
  </fieldset>`;
}

function ending({ last, objectiveFormula }: SessionRun): string {
  const count = counted(last.iteration, 'iteration');
  const objective = `${objectiveFormula ?? 'objective'} = ${formatNumber(last.objective, 3)}`;
  return `${count}, ${objective}`;
}
