import { expect, it } from 'vitest';
import { assembleKnowledge, assembleSuccessor, whatChanged } from '../../../src/domain/knowledge/index.ts';
import { smallSeries } from '../../../testkit/knowledge/small-series.ts';

type Records = Record<string, unknown>[];

it('What changed between two states of the data is told by kind and id, and nothing where nothing did', () => {
  const before = assembleKnowledge(smallSeries());
  expect(whatChanged(before, assembleSuccessor(before, smallSeries()))).toEqual([]);

  const files = smallSeries();
  const characters = files.characters as Records;
  const [first] = characters;
  if (first === undefined) throw new Error('The series has characters');
  first.about = [{ text: { fr: 'Tout autre.' }, sources: ['programme'] }];
  characters.push({
    id: 'remi',
    emoji: '🐙',
    about: [{ text: { fr: 'Il arrive.' }, sources: ['programme'] }],
    name: { value: { fr: 'Rémi' }, sources: ['programme'] },
  });
  const now = assembleSuccessor(before, files);
  expect(whatChanged(before, now)).toEqual([{ kind: 'characters', added: ['remi'], changed: ['elodie'], gone: [] }]);
  expect(whatChanged(now, before)).toEqual([{ kind: 'characters', added: [], changed: ['elodie'], gone: ['remi'] }]);
});
