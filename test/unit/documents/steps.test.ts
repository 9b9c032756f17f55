import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findMatrices } from '../../../src/documents';
import { languages, snippets } from './arbitrary';
import { openings } from './openings';
import { runs } from './properties';
import { stepsOf } from './steps';

/** Of all texts tried, the slowest takes 70 steps a character. */
const stepsPerCharacter = 140;
/** What a text costs however short it is: its beginning is looked at once for each delimiter. */
const stepsPerText = 2000;

function assertSteps(text: string, language: string): void {
  const steps = stepsOf(() => findMatrices(text, { language }));
  assert.ok(steps <= stepsPerCharacter * text.length + stepsPerText, `${steps} steps for ${text.length} characters`);
}

describe('to look for matrices takes so many steps a character at most', function () {
  this.timeout(60_000);

  for (const opening of openings)
    it(`where ${JSON.stringify(opening)} comes again and again`, () => {
      const text = opening.repeat(Math.ceil(5000 / opening.length));
      for (const language of ['markdown', 'latex', 'json', 'csv', 'matlab']) assertSteps(text, language);
    });

  it('whatever the text, and however often it comes again', () => {
    fc.assert(
      fc.property(snippets, fc.constantFrom(...languages), fc.constantFrom(1, 30), (part, language, times) =>
        assertSteps(part.repeat(times), language),
      ),
      runs(500),
    );
  });

  it('is what is counted: a search to the end of a text is as many steps as it has characters', () => {
    const text = 'a'.repeat(1000);
    assert.ok(stepsOf(() => text.indexOf('b')) >= 1000);
    assert.ok(stepsOf(() => /b/.test(text)) >= 1000);
    assert.ok(stepsOf(() => [...text.matchAll(/a/g)]) >= 1000);
  });
});
