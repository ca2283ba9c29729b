import type { Poll } from '../../../domain/poll/poll.ts';
import type { Say } from '../../../i18n/sentences.ts';
import type { Erased } from '../../../services/privacy/erase-member.ts';
import type { KeptOfMember } from '../../../services/privacy/kept-of-member.ts';
import type { MessageBody } from '../../contract/message.ts';
import { button, rows } from '../../elements/controls.ts';
import { leaveId } from '../../polls/ids.ts';
import { eraseId } from '../ids.ts';

/** How many messages with remaining reactions are linked. */
const MOST_LINKS = 8;

export function keptMessage({ votes, others }: KeptOfMember, days: number, say: Say): MessageBody {
  const servers = new Set(votes.flatMap(({ serverId }) => serverId ?? [])).size;
  const has = others.some(({ kind }) => kind === 'member');
  const made = others.filter(({ kind }) => kind !== 'member').length;
  const lines = [
    has ? say('privacy.horizon') : say('privacy.noHorizon'),
    votes.length === 0
      ? say('privacy.noVotes')
      : say('privacy.votes', { count: votes.length, servers: String(servers) }),
    ...(made === 0 ? [] : [say('privacy.made', { count: made })]),
  ];
  return {
    embeds: [
      {
        title: say('privacy.title'),
        description: `${lines.map((line) => `- ${line}`).join('\n')}\n\n${say('privacy.why', { days: String(days) })}`,
      },
    ],
  };
}

export function keptFile(data: Buffer, say: Say): MessageBody {
  const altText = say('privacy.fileAlt');
  return {
    content: say('privacy.file'),
    files: [{ name: 'clematis-privacy.json', altText, data, contentType: 'application/json' }],
  };
}

export function eraseQuestion(say: Say): MessageBody {
  return {
    content: say('privacy.eraseQuestion'),
    components: rows([
      button({ id: eraseId.write({}), label: say('privacy.erase'), style: 'primary' }),
      button({ id: leaveId.write({}), label: say('confirm.no') }),
    ]),
  };
}

export function erasedMessage({ votes, reactionsLeft, reactionsElsewhere }: Erased, say: Say): MessageBody {
  const done = votes === 0 ? say('privacy.erased') : say('privacy.erasedVotes', { count: votes });
  return {
    content: [
      done,
      ...(reactionsLeft.length === 0 ? [] : [say('privacy.reactionsLeft'), ...linksTo(reactionsLeft)]),
      ...(reactionsElsewhere.length === 0 ? [] : [say('privacy.reactionsElsewhere'), ...linksTo(reactionsElsewhere)]),
    ].join('\n'),
  };
}

function linksTo(polls: readonly Poll[]): readonly string[] {
  return polls
    .slice(0, MOST_LINKS)
    .map(
      ({ guildId, channelId, message }) => `https://discord.com/channels/${guildId}/${channelId}/${message.id ?? ''}`,
    );
}
