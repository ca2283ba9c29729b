import type { Kind } from '../../domain/knowledge/view-types.ts';
import { moreId, nearId } from '../buttons/ids.ts';
import type { Call } from '../command.ts';
import { plain } from '../markdown.ts';
import type { MessageBody } from '../message.ts';
import { bracketText } from './bracket-text.ts';
import { cardOf } from './cards.ts';
import { howFarRow, type Subject } from './how-far.ts';
import { button, linkButton, type Row, rows, select } from './pieces.ts';

const MOST_NEAR = 25;
const MANAGE_SERVER = 1n << 5n;

/** A whole answer about one thing, with all that belongs below it; undefined when it cannot be seen from here. */
export function answerAbout(call: Call, subject: Subject): MessageBody | undefined {
  const body = subject.kind === 'bracket' ? bracketText(call, subject.id) : card(call, subject);
  if (body === undefined) return undefined;
  return { ...body, ...below(call, subject, body.components ?? []) };
}

function card(call: Call, { kind, id }: Subject): MessageBody | undefined {
  const found = cardOf(call, kind, id);
  if (found === undefined) return undefined;
  const links = found.watchUrl === undefined ? [] : [linkButton(call.say('know.watch'), found.watchUrl)];
  return { embeds: [found.embed], components: rows(links) };
}

/** The question how far somebody has watched, where nobody has said it; the rest, where the asker may see more. */
function below(call: Call, subject: Subject, components: readonly Row[]): Pick<MessageBody, 'content' | 'components'> {
  const { reading, say } = call;
  if (reading.unset) {
    const moderator = call.asker.place.guildId !== undefined && (call.asker.permissions & MANAGE_SERVER) !== 0n;
    return {
      content: moderator ? `${say('know.howFar')}\n-# ${say('know.howFarModerators')}` : say('know.howFar'),
      components: [...components, howFarRow(call, subject)],
    };
  }
  const hides =
    reading.audience === 'public' &&
    call.services.episodes.compareHorizons(reading.privateHorizon, reading.horizon) > 0;
  if (!hides) return { components };
  return { components: [...components, ...rows([button({ id: moreId.write(subject), label: say('know.more') })])] };
}

/** What somebody typed, looked up among one kind: the answer, or the nearest, or that there is none. */
export function lookUp(call: Call, kind: Kind, typed: string): MessageBody {
  const { view, say } = call;
  const [best, ...rest] = view.find(kind, typed);
  const sure = best !== undefined && (best.match === 'exact' || best.match === 'sound' || rest.length === 0);
  const answer = sure ? answerAbout(call, { kind, id: best.id }) : undefined;
  if (answer !== undefined) return answer;
  if (best === undefined) {
    const miss = say('know.miss', { typed: plain(typed.slice(0, 100)) });
    return {
      content: miss,
      ...(call.reading.unset ? { components: [howFarRow(call, { kind: 'none', id: '-' })] } : {}),
    };
  }
  return {
    content: say('know.near', { typed: plain(typed.slice(0, 100)) }),
    components: [
      select({
        id: nearId.write({ kind }),
        placeholder: say('know.nearPlaceholder'),
        options: [best, ...rest].slice(0, MOST_NEAR).map((hit) => ({
          value: hit.id,
          label: view.textIn(hit.name, call.language),
        })),
      }),
    ],
  };
}
