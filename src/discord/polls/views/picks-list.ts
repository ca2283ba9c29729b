import type { MemberRecord } from '../../../domain/scores/record-of-member.ts';
import type { LedgerLine } from '../../../domain/scores/scoring.ts';
import type { PickOfMember } from '../../../services/polls/scores/scores.ts';
import type { Call } from '../../contract/command.ts';
import { moment, shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import { pageButtons } from '../../elements/page-buttons.ts';
import { picksId } from '../ids.ts';
import { contestantText, titleText } from './poll-message.ts';
import { rankPlot } from './rank-plot.ts';

const PAGE = 10;

/** A member's votes and why they have their points, as far as they have watched. For that member alone. */
export async function picksPage(call: Call, wanted: number): Promise<MessageBody> {
  const { asker, reading, services, say } = call;
  const guildId = asker.place.guildId ?? '';
  const [{ picks, record }, ranks] = await Promise.all([
    services.polls.scores.picks(guildId, asker.userId, reading.privateHorizon),
    services.polls.scores.rankOverTime(guildId, asker.userId, reading.privateHorizon),
  ]);
  if (picks.length === 0) return { content: say('picks.none') };

  const pages = Math.ceil(picks.length / PAGE);
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), pages);
  const lines = picks.slice((page - 1) * PAGE, page * PAGE).map((pick) => pickText(pick, call));
  return {
    embeds: [
      {
        title: say('picks.title'),
        description: shortened([...summary(record, call), ...lines].join('\n'), 4000),
        ...(pages > 1
          ? { footer: { text: say('standings.pageOnly', { page: String(page), pages: String(pages) }) } }
          : {}),
      },
    ],
    pictures: rankPlot(call, services.pictures, { ranks, polls: await services.polls.book.ofServer(guildId) }),
    components: pageButtons(say, { page, pages }, (to) => picksId.write({ page: String(to) })),
  };
}

function summary(record: MemberRecord, { say }: Call): string[] {
  if (record.votes === 0) return [];
  const votes = String(record.votes);
  const percent = String(Math.round((record.correct / record.votes) * 100));
  return [
    say('picks.summary', { points: String(record.points), correct: String(record.correct), votes, percent }),
    say('picks.streak', { streak: String(record.streak), longest: String(record.longestStreak) }),
    say('picks.crowd', { crowd: String(record.crowdCorrect), votes }),
    '',
  ];
}

function pickText({ poll, choice, score }: PickOfMember, call: Call): string {
  const { say, language, services, reading } = call;
  const title = titleText(poll, language);
  const state = stateOf(poll, call, score !== undefined);
  const known = services.polls.horizons.knowsContestants(reading.privateHorizon, poll);
  const head = known
    ? say('picks.line', { title, choice: contestantText(poll, choice, language), state })
    : say('picks.lineUnseen', { title, state });
  const lines = score?.lines ?? [];
  return [head, ...lines.map((line) => `-# ${ruleText(line, call)}`)].join('\n');
}

function stateOf(poll: PickOfMember['poll'], { say }: Call, told: boolean): string {
  if (poll.state === 'open') return say('picks.open', { when: moment(poll.closesAtMs, 'R') });
  if (poll.state !== 'settled') return say('picks.waiting');
  return told ? say('poll.stateSettled') : say('picks.unseen');
}

function ruleText({ rule, points, atMs }: LedgerLine, { say }: Call): string {
  switch (rule) {
    case 'correct':
    case 'underdog':
      return say(`picks.rule.${rule}`, { points: String(points) });
    case 'wrong':
      return say('picks.rule.wrong');
    case 'correction':
      return say('picks.rule.correction', {
        points: points > 0 ? `+${points}` : String(points),
        when: moment(atMs, 'D'),
      });
  }
}
