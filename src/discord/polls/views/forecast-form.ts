import type { CharacterRef } from '../../../domain/knowledge/view-types.ts';
import type { ForecastMatch } from '../../../domain/scores/forecast.ts';
import type { Forecast } from '../../../services/polls/scores/forecasts.ts';
import { plain, shortened } from '../../contract/markdown.ts';
import type { MessageBody } from '../../contract/message.ts';
import type { Reader } from '../../contract/reader.ts';
import { emojiText, pageButtons, select } from '../../elements/controls.ts';
import { bracketPicture } from '../../knowledge/views/bracket-picture.ts';
import { forecastId, forecastPageId } from '../ids.ts';

/** Discord's five rows, less the one for turning the page. */
const SELECTS = 4;

/** A member's own bracket, with a select for each match that can be picked; undefined when it cannot be seen from here. */
export function forecastForm(
  forecast: Forecast,
  competitionId: string,
  wanted: number,
  reader: Reader,
): MessageBody | undefined {
  const { view, say, language } = reader;
  const competition = view.competition(competitionId);
  if (competition === undefined) return undefined;

  const text = (texts: CharacterRef['name']) => view.textIn(texts, language);
  const open = forecast.matches.filter(({ state }) => state === 'open');
  const pages = Math.max(1, Math.ceil(open.length / SELECTS));
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), pages);
  const score = say('forecast.score', { points: String(forecast.points), possible: String(forecast.possible) });
  const lines = forecast.matches.map((one) => matchText(one, reader, text));
  const head = open.length === 0 ? say('forecast.nothing') : say('forecast.about');
  return {
    embeds: [
      {
        title: shortened(say('forecast.title', { competition: plain(text(competition.name)) }), 256),
        description: shortened([head, '', ...lines, '', `-# ${score}`].join('\n'), 4000),
      },
    ],
    pictures: bracketPicture(reader, competitionId, {
      kind: 'foretold',
      byMatch: new Map(
        forecast.matches.flatMap(({ match, choice }) =>
          choice === undefined ? [] : [[match.id, { contestantId: choice }]],
        ),
      ),
    }),
    components: [
      ...open.slice((page - 1) * SELECTS, page * SELECTS).map(({ match, options, choice }) =>
        select({
          id: forecastId.write({ competition: competitionId, match: match.id, page: String(page) }),
          placeholder: say('forecast.choose', { match: text(match.label) }),
          options: options.map(({ id, name }) => ({
            value: id,
            label: `${text(match.label)}: ${text(name)}`,
            chosen: id === choice,
          })),
        }),
      ),
      ...pageButtons(say, { page, pages }, (to) =>
        forecastPageId.write({ competition: competitionId, page: String(to) }),
      ),
    ],
  };
}

function matchText(
  { match, options, choice, state, alive }: ForecastMatch,
  { say }: Reader,
  text: (texts: CharacterRef['name']) => string,
): string {
  const facts = { match: plain(text(match.label)), points: String(match.points) };
  const picked = options.find(({ id }) => id === choice);
  const name = picked === undefined ? '' : `${emojiText(picked.emoji ?? '')} ${plain(text(picked.name))}`.trim();
  if (state === 'waits') return say('forecast.waits', { match: facts.match });
  if (choice === undefined) return state === 'open' ? say('forecast.open', facts) : `**${facts.match}** · –`;
  if (!alive)
    return state === 'open' ? say('forecast.open', facts) : say('forecast.out', { match: facts.match, choice: '–' });
  switch (state) {
    case 'open':
      return say('forecast.pick', { ...facts, choice: name });
    case 'closed':
      return say('forecast.lockedPick', { match: facts.match, choice: name });
    case 'right':
      return say('forecast.right', { ...facts, choice: name });
    case 'wrong':
      return say('forecast.wrong', { match: facts.match, choice: name });
  }
}
