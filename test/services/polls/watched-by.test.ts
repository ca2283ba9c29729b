import { describe, expect, it } from 'vitest';
import { assembleKnowledge } from '../../../src/domain/knowledge/index.ts';
import { hasWatched } from '../../../src/services/polls/watched-by.ts';
import { seriesFiles, seriesKnowledge } from '../../../testkit/knowledge/knowledge.ts';

/** The series before its final was decided. */
function beforeTheFinal() {
  const files = seriesFiles();
  const { matches } = files.matches as { matches: { id: string; result?: unknown }[] };
  for (const match of matches) if (match.id === 'final') delete match.result;
  return assembleKnowledge(files);
}

describe('What a poll is about', () => {
  const knowledge = seriesKnowledge();

  it('has been watched by nobody where the data has no such episode or match', () => {
    for (const horizon of ['none', 'round-5', 'all', 'an-episode-that-was-renamed']) {
      expect(hasWatched(knowledge, horizon, { episodeId: 'an-episode-that-was-renamed' })).toBe(false);
      expect(hasWatched(knowledge, horizon, { matchId: 'a-match-that-was-renamed' })).toBe(false);
    }
    expect(hasWatched(knowledge, 'an-episode-that-was-renamed', { episodeId: 'round-1' })).toBe(false);
  });

  it('has been watched once the server is at its episode, or at the one that tells its result', () => {
    expect(hasWatched(knowledge, 'round-5', { matchId: 'round-6', episodeId: 'round-6' })).toBe(false);
    expect(hasWatched(knowledge, 'round-6', { matchId: 'round-6', episodeId: 'round-6' })).toBe(true);
    expect(hasWatched(knowledge, 'all', {})).toBe(true);
    expect(hasWatched(knowledge, 'round-6', {})).toBe(false);
  });

  it('has not been watched by a server at “everything” while it is still to come, and can be predicted there', () => {
    const still = beforeTheFinal();
    expect(hasWatched(still, 'all', { matchId: 'final', episodeId: 'final' })).toBe(false);
    expect(hasWatched(still, 'all', { matchId: 'final', episodeId: 'final', state: 'settled' })).toBe(true);
    const predictable = still.seenFrom('all').predictable();
    expect(predictable.map(({ id }) => id)).toContain('final');
    expect(
      knowledge
        .seenFrom('all')
        .predictable()
        .map(({ id }) => id),
    ).not.toContain('final');
  });
});
