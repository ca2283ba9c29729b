import { describe, expect, it } from 'vitest';
import { Additions, MOST_ADDED, noAdditions } from '../../../src/domain/additions/additions.ts';
import {
  withEdit,
  withEpisode,
  withIdentity,
  withOut,
  withoutEpisode,
  withoutOut,
  withWinner,
} from '../../../src/domain/additions/change-additions.ts';
import { labelFault, tidyLabel } from '../../../src/domain/additions/label.ts';
import { assembleKnowledge, assembleWith, namesSomebody } from '../../../src/domain/knowledge/index.ts';
import { seriesFiles } from '../../../testkit/knowledge/knowledge.ts';

const WORDS = {
  moderators: { en: 'this server’s moderators', ko: '이 서버 관리자' },
  rounds: { en: 'Rounds', ko: '라운드' },
};
const VIDEO = 'dQw4w9WgXcQ';
const data = assembleKnowledge(seriesFiles());
const assembled = (additions: Additions, whole = data) => assembleWith(whole, additions, WORDS);
type Result = ReturnType<typeof withEpisode>;
const made = (result: Result): Additions => {
  if ('fault' in result) throw new Error(result.fault);
  return Additions.parse(result.additions);
};

/** ZOMBIE STAGE Round 2, planned: Mizi of the series against a newcomer, as far as everybody may know. */
const planned = (open = true, from: Additions = noAdditions) =>
  made(
    withEpisode(from, {
      interactionId: '77',
      label: 'ZOMBIE STAGE Round 2',
      atMs: Date.UTC(2026, 10, 1),
      match: {
        competition: { id: 'zombie-stage' },
        contestants: [{ id: 'mizi' }, { name: 'Nova', emoji: '🌟' }],
        open,
      },
    }),
  );
const out = (additions: Additions, id = 'i.77') =>
  made(withOut(additions, id, { atMs: Date.UTC(2026, 10, 5), videoId: VIDEO, title: 'ZOMBIE STAGE ROUND 2: A vs B' }));

/** The data once it knows the same video as an episode of its own. */
function laterData(winner: string | undefined, contestants = ['mizi', 'nova']) {
  const files = seriesFiles() as {
    episodes: object[];
    characters: object[];
    matches: { matches: object[] };
  } & Record<string, unknown>;
  const sources = ['s01'];
  files.episodes.push({
    id: 'zombie-stage-2',
    label: { en: 'ZOMBIE STAGE Round 2' },
    kind: 'alternate',
    title: { value: { en: 'ZOMBIE STAGE ROUND 2' }, sources },
    video: { value: VIDEO, sources },
  });
  files.characters.push({
    id: 'nova',
    introduced: 'zombie-stage-2',
    name: { value: { en: 'Nova', ko: '노바' }, sources },
    about: [{ text: { en: 'A newcomer.' }, sources }],
  });
  files.matches.matches.push({
    id: 'zombie-stage-2',
    competition: 'zombie-stage',
    stage: 'zombie-rounds',
    round: 2,
    label: { en: 'ZOMBIE STAGE Round 2' },
    episode: 'zombie-stage-2',
    slots: contestants.map((contestant) => ({ contestant, sources, after: 'zombie-stage-2' })),
    ...(winner === undefined ? {} : { result: { winner, sources } }),
  });
  return assembleKnowledge(files);
}

describe('What a server’s moderators add', () => {
  it('is looked up, drawn and predicted like the data, and says whose word it is', () => {
    const view = assembled(planned()).seenFrom('zombie-stage-1');
    const match = view.match('m.77');
    expect(match).toMatchObject({ label: { en: 'ZOMBIE STAGE Round 2' }, competitionId: 'zombie-stage', points: 10 });
    expect(match?.contestants.map((who) => view.textIn(who?.name ?? {}, 'en'))).toEqual(['Mizi', 'Nova']);
    expect(view.predictable().map(({ id }) => id)).toContain('m.77');
    expect(view.find('character', 'nova')[0]).toMatchObject({ id: 'c.77.2', match: 'exact' });
    expect(view.character('c.77.2')?.sources).toEqual([{ id: 'moderators', name: WORDS.moderators }]);
    expect(view.bracket('zombie-stage')?.rounds.flatMap(({ matches }) => matches.map(({ id }) => id))).toEqual([
      'zombie-stage-1',
      'm.77',
    ]);
  });

  it('is for that server alone: the data knows nothing of it', () => {
    assembled(planned());
    expect(data.seenFrom('all').match('m.77')).toBeUndefined();
    expect(data.isHorizon('i.77')).toBe(false);
  });

  it('keeps who meets for those who have watched, unless a moderator said that everybody may know', () => {
    const hidden = assembled(out(planned(false)));
    expect(hidden.seenFrom('zombie-stage-1').match('m.77')?.contestants).toEqual([undefined, undefined]);
    expect(hidden.seenFrom('zombie-stage-1').search('Nova')).toEqual([]);
    expect(hidden.seenFrom('all').match('m.77')?.contestants).toHaveLength(2);
    expect(hidden.seenFrom(`v.${VIDEO}`).character('c.77.2')?.name).toEqual({ en: 'Nova' });
  });

  it('tells its title, video and result to those who have watched it alone', () => {
    const knowledge = assembled(withWinner(out(planned()), 'm.77', 'c.77.2'));
    const before = knowledge.seenFrom('zombie-stage-1');
    expect(before.episode(`v.${VIDEO}`)).toEqual({
      id: `v.${VIDEO}`,
      label: { en: 'ZOMBIE STAGE Round 2' },
      seen: false,
    });
    expect(before.match('m.77')?.result).toBeUndefined();
    const after = knowledge.seenFrom('all');
    expect(after.episode(`v.${VIDEO}`)).toMatchObject({ video: { value: VIDEO }, released: { value: '2026-11-05' } });
    expect(after.match('m.77')?.result?.winner.id).toBe('c.77.2');
  });

  it('is called by its video once that is known, and still answers to the id it had', () => {
    const knowledge = assembled(out(planned()));
    expect(knowledge.episodeLabel('i.77')?.id).toBe(`v.${VIDEO}`);
    expect(knowledge.seenFrom('i.77').episode('i.77')?.id).toBe(`v.${VIDEO}`);
    expect(knowledge.compareHorizons('i.77', `v.${VIDEO}`)).toBe(0);
    expect(knowledge.matchOfEpisode('i.77')).toBe('m.77');
  });

  it('stands behind what is out in the data, by when it was out, then as planned, then as added; or where it was moved', () => {
    const add = (from: Additions, id: string, more: object) =>
      made(withEpisode(from, { interactionId: id, label: `Part ${id}`, atMs: Number(id), ...more }));
    let all = add(noAdditions, '1', {});
    all = add(all, '2', { plannedForMs: 9_000 });
    all = add(all, '3', { plannedForMs: 8_000 });
    all = add(all, '4', { out: { atMs: 5_000 } });
    all = add(all, '5', { out: { atMs: 4_000 } });
    const order = (additions: Additions) =>
      assembled(additions)
        .episodeLabels()
        .map(({ id }) => id)
        .slice(-5);
    expect(order(all)).toEqual(['i.5', 'i.4', 'i.3', 'i.2', 'i.1']);
    expect(order(made(withEdit(all, 'i.2', { follows: 'i.1' }, '6')))).toEqual(['i.5', 'i.4', 'i.3', 'i.1', 'i.2']);
    expect(assembled(made(withEdit(all, 'i.5', { follows: 'prologue' }, '6'))).episodeLabels()[1]?.id).toBe('i.5');
  });

  it('is not stopped by what the data has planned and not shown: what is out comes before it', () => {
    const files = seriesFiles() as { episodes: object[] } & Record<string, unknown>;
    files.episodes.push({
      id: 'round-9',
      label: { en: 'Round 9' },
      kind: 'match',
      title: { value: { en: 'ROUND 9' }, sources: ['s01'] },
    });
    const knowledge = assembled(out(planned()), assembleKnowledge(files));
    expect(knowledge.compareHorizons(`v.${VIDEO}`, 'round-9')).toBeLessThan(0);
    expect(knowledge.newestOut()?.id).toBe(`v.${VIDEO}`);
    expect(knowledge.seenFrom('all').episode('round-9')?.seen).toBe(false);
  });

  it('can be two episodes of one video: the second keeps an id of its own', () => {
    const first = out(planned());
    const second = made(
      withEpisode(first, {
        interactionId: '78',
        label: 'ZOMBIE STAGE Round 3',
        atMs: 0,
        out: { atMs: 1, videoId: VIDEO },
      }),
    );
    expect(second.episodes.map(({ id }) => id)).toEqual([`v.${VIDEO}`, 'i.78']);
    expect(assembled(second).episodeLabel('i.78')?.label).toEqual({ en: 'ZOMBIE STAGE Round 3' });
  });

  it('goes back to being planned when the upload was not it after all', () => {
    const back = made(withoutOut(out(planned()), `v.${VIDEO}`));
    expect(back.episodes[0]).toMatchObject({ id: 'i.77', formerly: [`v.${VIDEO}`] });
    expect(assembled(back).isOut('i.77')).toBe(false);
    expect(assembled(back).matchOfEpisode(`v.${VIDEO}`)).toBe('m.77');
  });

  it('is added once, however often the same interaction arrives', () => {
    expect(planned(true, planned())).toEqual(planned());
    expect(planned(true, out(planned())).episodes).toHaveLength(1);
  });

  it(`is at most ${MOST_ADDED} of each kind`, () => {
    let all = noAdditions;
    for (let index = 0; index < MOST_ADDED; index += 1) {
      all = made(withEpisode(all, { interactionId: String(index), label: `Part ${index}`, atMs: index }));
    }
    expect(withEpisode(all, { interactionId: 'x', label: 'One more', atMs: 0 })).toEqual({ fault: 'too-many' });
    expect(assembled(all).episodeLabels()).toHaveLength(data.episodeLabels().length + MOST_ADDED);
  });

  it('is removed with its match, and whoever stood in that one alone', () => {
    expect(withoutEpisode(out(planned()), 'i.77')).toEqual(noAdditions);
    expect(withoutEpisode(planned(), 'i.99')).toEqual(planned());
  });

  it('changes in label and contestants, and a winner who no longer stands there is none', () => {
    const won = withWinner(out(planned()), 'm.77', 'c.77.2');
    const match = { competition: { id: 'zombie-stage' }, contestants: [{ id: 'mizi' }, { id: 'sua' }], open: true };
    const edited = made(withEdit(won, 'i.77', { label: 'ZOMBIE STAGE Second Round', match }, '80'));
    expect(edited.matches).toEqual([
      {
        id: 'm.77',
        competitionId: 'zombie-stage',
        episodeId: `v.${VIDEO}`,
        contestantIds: ['mizi', 'sua'],
        open: true,
      },
    ]);
    expect(edited.contestants).toEqual([]);
    expect(made(withEdit(edited, 'i.77', { match: null }, '81')).matches).toEqual([]);
  });

  it('that names a character or competition which the data does not have (any more) is left out, and nothing else is', () => {
    const match = { competition: { id: 'gone' }, contestants: [{ id: 'mizi' }, { id: 'sua' }], open: true };
    const whole = made(withEpisode(planned(), { interactionId: '9', label: 'Part 9', atMs: 0, match }));
    const view = assembled(whole).seenFrom('all');
    expect(view.match('m.9')).toBeUndefined();
    expect(view.match('m.77')).toBeDefined();
    expect(view.episode('i.9')).toBeDefined();
  });
});

describe('Once the data knows what a server had added', () => {
  it('the data’s episode, match and characters take over, and everything kept under the added ids means them', () => {
    const knowledge = assembled(out(planned()), laterData('nova'));
    expect(knowledge.episodeLabels().filter(({ label }) => label.en === 'ZOMBIE STAGE Round 2')).toHaveLength(1);
    for (const id of ['i.77', `v.${VIDEO}`]) expect(knowledge.episodeLabel(id)?.id).toBe('zombie-stage-2');
    const view = knowledge.seenFrom('all');
    expect(view.match('m.77')?.id).toBe('zombie-stage-2');
    expect(view.character('c.77.2')?.id).toBe('nova');
    expect(view.match('m.77')?.result?.winner.id).toBe('nova');
    expect(knowledge.seenFrom('zombie-stage-1').match('m.77')?.contestants).toEqual([undefined, undefined]);
  });

  it('a member who had watched it there has watched it everywhere', () => {
    const kept = assembled(out(planned())).keep('i.77');
    expect(kept).toBe(`v.${VIDEO}@zombie-stage-1`);
    expect(data.held(kept)).toBe('zombie-stage-1');
    expect(laterData(undefined).held(kept)).toBe('zombie-stage-2');
  });

  it('a match in which others meet stays the server’s own', () => {
    const view = assembled(out(planned()), laterData('sua', ['mizi', 'sua'])).seenFrom('all');
    expect(view.match('m.77')?.id).toBe('m.77');
    expect(view.match('zombie-stage-2')?.result?.winner.id).toBe('sua');
    expect(view.episode('zombie-stage-2')).toMatchObject({ matchId: 'zombie-stage-2' });
  });

  it('moderators can say so where no video tells', () => {
    const said = made(withIdentity(planned(), 'i.77', 'zombie-stage-1'));
    const knowledge = assembled(said);
    expect(knowledge.episodeLabel('i.77')?.id).toBe('zombie-stage-1');
    expect(knowledge.episodeLabels()).toHaveLength(data.episodeLabels().length);
  });
});

describe('A label', () => {
  const fault = (label: string) => labelFault(tidyLabel(label), (text) => namesSomebody(data, text));

  it.each([
    ['ZOMBIE STAGE Round 2', undefined],
    ['라운드 8', undefined],
    ['Final', undefined],
    ['Mizi vs Nova', 'names-somebody'],
    ['Round of TILL', 'names-somebody'],
    ['미지의 라운드', 'names-somebody'],
    ['Round 8: everybody dies', 'tells-result'],
    ['라운드 8 (탈락)', 'tells-result'],
    ['', 'empty'],
    ['  \u200b\u2060 ', 'empty'],
    ['—', 'empty'],
    ['R'.repeat(81), 'too-long'],
  ])('“%s” is shown to everybody: %s', (label, expected) => {
    expect(fault(label)).toBe(expected);
  });

  it('is one line, whatever was pasted', () => {
    expect(tidyLabel(' Round\n\n 2\u202e\u0000 ')).toBe('Round 2');
  });
});
