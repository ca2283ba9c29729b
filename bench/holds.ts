import { join } from 'node:path';
import type { Answer, Person } from 'local-discord/testkit';
import { poll } from '../testkit/polls/make-poll.ts';
import { DONE_ONCE, launchOurs } from './rig/bots.ts';
import { keepPolls, keepVotes, settledPolls } from './rig/kept-polls.ts';
import { inStore } from './rig/kept-server.ts';
import { loopDelayOf, watchedLoop } from './rig/loop-delay.ts';
import { openStage } from './rig/stage.ts';

/** What a person asked, and what it cost the process, in ms. */
export interface HoldFigure {
  readonly asked: string;
  /** Until the answer was there. */
  readonly firstMs: number;
  readonly againMs: number;
  /** The longest that the event loop was held at once. */
  readonly firstHeldMs: number;
  readonly againHeldMs: number;
}

interface HoldSizes {
  /** Settled polls of the server, with ten votes each. */
  readonly polls: number;
  /** Votes of its one open poll. */
  readonly voters: number;
}

type Ask = (member: Person, channelId: string) => Promise<unknown>;

const command =
  (name: string, options: Readonly<Record<string, string | boolean>> = {}): Ask =>
  (member, channelId) =>
    member.command(channelId, name, options);

const typing =
  (name: string, focused: string, text: string): Ask =>
  (member, channelId) =>
    member.suggest(channelId, name, { [focused]: text }, focused);

/** A command whose answer is then confirmed by its first button. */
const confirmed =
  (name: string, options: Readonly<Record<string, string>>, label: RegExp): Ask =>
  async (member, channelId) => {
    const { message } = await member.command(channelId, name, options);
    const button = buttonsIn(message).find((one) => label.test(one));
    if (button !== undefined) await member.press(message, button);
  };

const OPEN = '99000000';

/** In this order: what moves the horizon comes last. */
const asked: Readonly<Record<string, Ask>> = {
  '/help': command('help'),
  '/character': command('character', { name: 'Till' }),
  '/song': command('song', { title: 'Cure' }),
  '/episode': command('episode', { title: 'Round 6' }),
  '/match': command('match', { match: 'Round 6' }),
  '/bracket show': command('bracket show'),
  '/bracket predict': command('bracket predict'),
  '/series': command('series'),
  '/lore': command('lore', { term: 'Anakt Garden' }),
  '/search': command('search', { query: 'how old is till' }),
  '/next': command('next'),
  'a keystroke in /character': typing('character', 'name', 'ti'),
  'a keystroke in /search': typing('search', 'query', 'who won'),
  'a keystroke in /poll result': typing('poll result', 'poll', 'match 1'),
  '/standings': command('standings'),
  '/picks': command('picks'),
  '/poll list': command('poll list'),
  '/privacy show': command('privacy show'),
  '/privacy export': command('privacy export'),
  '/setup': command('setup'),
  '/season list': command('season list'),
  '/announce status': command('announce status'),
  '/poll lock, of the large poll': command('poll lock', { poll: OPEN }),
  '/spoilers server none, confirmed': confirmed('spoilers server', { episode: 'none' }, /./),
};

/**
 * Everything that a person can ask of a bot which keeps very much for one server, once after its start and once again.
 * The voter of `/picks` is a member with a vote in every poll.
 */
export async function benchHolds({ polls, voters }: HoldSizes): Promise<readonly HoldFigure[]> {
  const stage = await openStage();
  const { discord, ours } = stage;
  const url = `sqlite://${stage.folder}/c.sqlite`;
  const file = join(stage.folder, 'loop.delay');
  const launch = () => launchOurs(discord, ours.token, { STORE_URL: url, ...watchedLoop(file) });
  try {
    const place = { guildId: ours.guildId, channelId: ours.channelId };
    const open = poll({ ...place, id: OPEN, title: { en: 'The large one' }, closesAtMs: Date.now() + 36_000_000 });
    const own = [ours.moderator.id, ...Array.from({ length: 9 }, (_, at) => String(7_000 + at))];
    await inStore(url, async (store) => {
      await keepPolls(store, ours.guildId, [...settledPolls(ours.guildId, ours.channelId, polls), open], own);
      await keepVotes(store, open, [...own, ...Array.from({ length: voters }, (_, at) => String(1_000_000 + at))]);
    });
    const first = launch();
    await first.said(DONE_ONCE);
    await first.end();
    const bot = launch();
    await bot.ready;
    const cost = async (ask: Ask) => {
      await loopDelayOf(bot.pid, file);
      const sinceMs = performance.now();
      await ask(ours.moderator, ours.channelId);
      return { tookMs: performance.now() - sinceMs, heldMs: (await loopDelayOf(bot.pid, file)).longest };
    };
    const figures: HoldFigure[] = [];
    for (const [name, ask] of Object.entries(asked)) {
      const [once, again] = [await cost(ask), await cost(ask)];
      figures.push({
        ...{ asked: name, firstMs: once.tookMs, againMs: again.tookMs },
        ...{ firstHeldMs: once.heldMs, againHeldMs: again.heldMs },
      });
    }
    await bot.end();
    return figures;
  } finally {
    await stage.close();
  }
}

function buttonsIn(message: Answer['message']): string[] {
  const found: string[] = [];
  const look = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    const { custom_id: id, components = [], accessory } = part as Record<string, unknown>;
    if (typeof id === 'string') found.push(id);
    for (const inner of [...(components as readonly unknown[]), accessory]) look(inner);
  };
  look(message);
  return found;
}
