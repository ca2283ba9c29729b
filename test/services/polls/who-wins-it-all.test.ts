import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { suggestMatches } from '../../../src/discord/polls/match-option.ts';
import { createSentences } from '../../../src/i18n/sentences.ts';
import { seriesKnowledge } from '../../../testkit/knowledge/knowledge.ts';
import { CHANNEL, GUILD, MODERATOR, START_MS, type Stage, startStage } from '../../../testkit/polls/stage.ts';

const HOUR_MS = 3_600_000;

describe('“Who wins it all?”, of a competition without a bracket to fill in', () => {
  let stage: Stage;
  const open = async (competition: string) => {
    const opened = await stage.bot().opening.open({
      id: '900',
      guildId: GUILD,
      channelId: CHANNEL,
      openedBy: MODERATOR,
      closesAtMs: START_MS + HOUR_MS,
      secret: false,
      roleId: undefined,
      match: { competition },
    });
    if (opened.kind !== 'opened') throw new Error(`No poll was opened: ${opened.kind}`);
    return opened;
  };

  afterEach(() => stage.close());

  describe('where everybody has met its contestants', () => {
    beforeEach(async () => {
      stage = await startStage({ horizon: 'zombie-stage-1' });
      await stage.start();
    });

    it('asks for one of those who are known to take part, and counts in the standings of its competition', async () => {
      const { poll } = await open('zombie-stage');
      expect(poll.contestants.map(({ id }) => id)).toEqual(['mizi', 'sua']);
      expect([poll.title.en, poll.competitionId, poll.matchId]).toEqual(['ZOMBIE STAGE', 'zombie-stage', undefined]);
      await stage.bot().votes.press({ pollId: poll.id, userId: '1', roleIds: [], choice: 'sua' });
      await stage.bot().lifecycle.giveResult({ pollId: poll.id }, 'sua', MODERATOR);
      const scope = { competitionId: 'zombie-stage' };
      expect(await stage.bot().scores.standings(GUILD, 'all', scope)).toMatchObject([{ userId: '1', points: 10 }]);
      expect(await stage.bot().scores.standings(GUILD, 'all', { competitionId: 'season-50' })).toEqual([]);
    });

    it('names its contestants and its winner to nobody who has not watched far enough', async () => {
      const { poll } = await open('zombie-stage');
      const { horizons, lifecycle } = stage.bot();
      expect(horizons.knowsContestants('final', poll)).toBe(false);
      expect(horizons.knowsContestants('zombie-stage-1', poll)).toBe(true);
      expect(horizons.hasWatched('all', poll)).toBe(false);
      await lifecycle.giveResult({ pollId: poll.id }, 'sua', MODERATOR);
      const settled = await stage.bot().book.get(poll.id);
      expect(settled && horizons.hasWatched('all', settled)).toBe(true);
      expect(settled && horizons.hasWatched('round-6', settled)).toBe(false);
    });

    it('is offered beside the matches, and not for a competition with a bracket', async () => {
      const call = {
        say: createSentences()('en'),
        language: 'en',
        asker: { place: { guildId: GUILD, channelId: CHANNEL } },
        reading: { privateHorizon: 'zombie-stage-1' },
        services: { viewFrom: seriesKnowledge().seenFrom, reading: { ofChannel: async () => 'zombie-stage-1' } },
      } as unknown as Parameters<typeof suggestMatches>[1];
      expect((await suggestMatches('wins it', call)).map(({ value }) => value)).toEqual(['*zombie-stage']);
    });
  });

  it('says what to do instead where fewer than two are known', async () => {
    stage = await startStage({ horizon: 'round-5' });
    await stage.start();
    await expect(open('zombie-stage')).rejects.toThrow();
  });
});
