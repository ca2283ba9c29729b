import { UserError } from '../../i18n/user-error.ts';
import type { Call } from '../contract/command.ts';
import { type ComponentAnswer, defineComponent } from '../contract/component.ts';
import { moment } from '../contract/markdown.ts';
import type { MessageBody } from '../contract/message.ts';
import { competitionNamed } from '../knowledge/bracket.ts';
import { gameOf } from './bracket-begun.ts';
import { bracketShareId, bracketUnshareId } from './ids.ts';
import { crowdBracketShown, sharedBracket } from './views/shared-bracket.ts';

/** Brackets that others see: shared ones, and what most members expect. */

/** Shows a bracket to everybody in the channel, as far as all of them have watched. */
export const bracketShare = defineComponent({
  id: bracketShareId,
  async run({ mode, competition }, press): Promise<ComponentAnswer> {
    const game = gameOf(press, mode, competition);
    const { games } = press.services.polls;
    const { userId } = press.asker;
    const openly = await press.openly();
    if (openly === undefined) throw new UserError((say) => say('bracketGame.shareNowhere'));
    if (!(await games.plays(game, userId))) throw new UserError((say) => say('bracketGame.shareEmpty'));
    const played = await games.shown(game, userId, openly.reading.horizon);
    if (played === undefined) throw new UserError((say) => say('know.noBracket'));
    const wait = await games.noteShared(game.guildId, userId);
    if (wait !== undefined) {
      const when = moment(press.services.clock.now() + wait.waitMs, 'R');
      throw new UserError((say) => say('bracketGame.shareWait', { when }));
    }
    return { kind: 'public', body: sharedBracket(game, played, openly) };
  },
});

/** Takes a shared bracket back; only the member who shared it may. */
export const bracketUnshare = defineComponent({
  id: bracketUnshareId,
  async run({ user }, press) {
    if (press.asker.userId !== user) throw new UserError((say) => say('bracketGame.notYours', { userId: user }));
    const everybodys = (await press.openly()) ?? press;
    return {
      kind: 'update',
      body: {
        content: everybodys.say('bracketGame.unshared', { userId: user }),
        embeds: [],
        components: [],
        files: [],
      },
    };
  },
});

/** `/bracket show` with what most members expect. */
export async function showCrowdBracket(call: Call, typed: string | undefined): Promise<MessageBody> {
  const { guildId } = call.asker.place;
  if (guildId === undefined) throw new UserError((say) => say('talk.serversOnly'));
  const here = competitionNamed(typed, call);
  const reader = here === undefined ? call.alone() : call;
  const found = here ?? competitionNamed(typed, reader);
  if (found === undefined) return { content: reader.say('know.noBracket'), onlyForAsker: true };
  const game = { mode: 'live', guildId, competitionId: found.id } as const;
  const crowd = await reader.services.polls.games.crowd(game, reader.reading.horizon);
  const body = crowdBracketShown(crowd?.told ?? emptyBracket(found.id), crowd?.picks ?? new Map(), reader);
  return here === undefined ? { ...body, onlyForAsker: true } : body;
}

function emptyBracket(id: string) {
  return { id, matches: [], match: () => undefined, before: () => new Set<string>(), whoIn: () => undefined };
}
