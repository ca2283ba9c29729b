import { UserError } from '../../i18n/user-error.ts';
import { defineAction, type Using } from '../contract/command.ts';
import { defineComponent, type Pressed } from '../contract/component.ts';
import { button, rows } from '../elements/controls.ts';
import { leaveId, newGameId } from './ids.ts';

/** `/poll new-game`: predictions begin anew, as for a rewatch. Asked first: nobody has points in a new game. */
export const newGame = defineAction({
  audience: 'private',
  async run({ say, asker, services }) {
    const { game = 0 } = await services.servers.get(asker.place.guildId ?? '');
    return {
      content: say('game.ask'),
      components: rows([
        button({ id: newGameId.write({ game: String(game) }), label: say('confirm.yes'), style: 'primary' }),
        button({ id: leaveId.write({}), label: say('confirm.no') }),
      ]),
    };
  },
});

export const newGameBegun = defineComponent({
  id: newGameId,
  of: 'poll',
  async run(fields, { say, asker, services }: Pressed<Using<'polls.book'>>) {
    const begun = await services.polls.book.beginGame(asker.place.guildId ?? '', Number(fields.game));
    if (begun === undefined) throw new UserError((inTheirs) => inTheirs('game.already'));
    return { kind: 'update', body: { content: say('game.begun') } };
  },
});
