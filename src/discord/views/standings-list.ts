import type { Standing } from '../../domain/scores/standings.ts';
import type { Say } from '../../i18n/sentences.ts';
import type { MessageBody } from '../message.ts';

const SHOWN = 20;

export function standingsList(standings: readonly Standing[], say: Say): MessageBody {
  if (standings.length === 0) return { content: say('standings.none') };
  const lines = standings.slice(0, SHOWN).map(({ rank, userId, points, correct, votes }) =>
    say('standings.line', {
      rank: String(rank),
      userId,
      points: String(points),
      correct: String(correct),
      votes: String(votes),
    }),
  );
  return { embeds: [{ title: say('standings.title'), description: lines.join('\n') }] };
}
