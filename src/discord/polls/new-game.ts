import { UserError } from '../../i18n/user-error.ts';
import type { Using } from '../contract/command.ts';
import { defineComponent, type Pressed } from '../contract/component.ts';
import type { MessageBody } from '../contract/message.ts';
import { button, rows } from '../elements/controls.ts';
import { leaveId, newGameId } from './ids.ts';

/** `/standings new-game`: asks before a new game begins, because nobody has points in it. */
export async function askForNewGame({ say, asker, services }: Using<'servers'>): Promise<MessageBody> {
  const { game = 0 } = await services.servers.get(asker.place.guildId ?? '');
  return {
    content: say('game.ask'),
    components: rows([
      button({ id: newGameId.write({ game: String(game) }), label: say('confirm.yes'), style: 'primary' }),
      button({ id: leaveId.write({}), label: say('confirm.no') }),
    ]),
    onlyForAsker: true,
  };
}

export const newGameBegun = defineComponent({
  id: newGameId,
  of: 'poll',
  async run(fields, { say, asker, services }: Pressed<Using<'polls.book' | 'clock'>>) {
    const { book } = services.polls;
    const begun = await book.beginGame(asker.place.guildId ?? '', Number(fields.game), services.clock.now());
    if (begun === undefined) throw new UserError((inTheirs) => inTheirs('game.already'));
    return { kind: 'update', body: { content: say('game.begun') } };
  },
});
