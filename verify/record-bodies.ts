import { fileURLToPath } from 'node:url';
import { MessageFlags } from 'discord-api-types/v10';
import { connectPerson, startScene } from 'local-discord/testkit';
import { type Layout, withFiles } from '../src/discord/contract/layout.ts';
import { startBotHere } from '../testkit/bot/bot-here.ts';

/** A message as the bot sends it, and the command or route it was sent for. */
export interface RecordedBody {
  readonly what: string;
  readonly body: Record<string, unknown>;
}

const DATA = 'data/alien-stage';

/**
 * One message of the bot for each shape it sends: runs the bot on a local Discord of its own and uses its commands.
 * Files are left out, and private messages are made public.
 */
export async function recordBodies(root = fileURLToPath(new URL('..', import.meta.url))): Promise<RecordedBody[]> {
  const scene = await startScene();
  const here = await startBotHere(scene, { KNOWLEDGE_DIR: `${root.replace(/\/dist\/?$/, '/')}${DATA}` });
  const mod = await connectPerson({ url: scene.discord.url, token: scene.moderator.token });
  const fan = await connectPerson({ url: scene.discord.url, token: scene.fans[0].token });
  const { general, predictions, news } = scene.channels;
  const runs: readonly (readonly [
    who: typeof mod,
    channelId: string,
    name: string,
    options?: Record<string, string>,
  ])[] = [
    [mod, general, 'setup'],
    [fan, general, 'series'],
    [fan, general, 'help'],
    [fan, general, 'next'],
    [mod, general, 'spoilers server', { episode: 'round-6' }],
    [fan, general, 'watched', { episode: 'round-6' }],
    [fan, general, 'character', { name: 'Ivan' }],
    [fan, general, 'song', { title: 'Ruler' }],
    [fan, general, 'episode', { title: 'Round 2' }],
    [fan, general, 'match', { match: 'Round 1' }],
    [fan, general, 'lore', { term: 'Anakt Garden' }],
    [fan, general, 'search', { query: 'Till' }],
    [fan, general, 'search', { query: 'nothing at all like this' }],
    [fan, general, 'bracket show'],
    [fan, general, 'standings'],
    [fan, general, 'picks'],
    [mod, predictions, 'poll open', { closes: 'in 3h', custom: '🐍 Ann vs 🦋 Ben' }],
    [mod, general, 'poll list'],
    [mod, general, 'announce here', { channel: news, feed: 'https://example.com/feed.xml' }],
    [mod, general, 'announce status'],
  ];
  try {
    for (const [who, channelId, name, options] of runs) await who.command(channelId, name, options ?? {});
    const poll = await mod.waitForMessage(predictions, ({ reactions }) => reactions?.length === 2);
    await fan.press(poll, 'Ann');
    await mod.command(general, 'poll lock', { poll: 'Ann vs Ben' });
    await mod.command(general, 'poll result', { poll: 'Ann vs Ben', winner: 'Ann' });
    await here.bot.idle();
    return distinct(scene.discord.traffic);
  } finally {
    await Promise.all([mod.close(), fan.close()]);
    await here.bot.stop();
    await scene.discord.close();
  }
}

interface Sent {
  readonly method: string;
  readonly route: string;
  readonly body: unknown;
  readonly interaction: { readonly name: string } | undefined;
}

function distinct(traffic: readonly Sent[]): RecordedBody[] {
  const byShape = new Map<string, RecordedBody>();
  for (const { route, body, interaction } of traffic) {
    if (!/messages|callback|webhooks/.test(route)) continue;
    const sent = (body ?? {}) as { data?: Record<string, unknown>; choices?: unknown };
    const message = sent.data ?? (body as Record<string, unknown> | undefined);
    if (!message || 'choices' in message || !('content' in message || isLaidOut(message))) continue;
    const open = isLaidOut(message) ? layoutOpenly(message) : openly(message);
    if (isEmpty(open)) continue;
    const shape = JSON.stringify(shapeOf(open));
    if (!byShape.has(shape)) byShape.set(shape, { what: interaction?.name ?? route, body: open });
  }
  return [...byShape.values()];
}

function isLaidOut({ flags }: Record<string, unknown>): boolean {
  return (Number(flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
}

/** The message in a form that can be posted anywhere: public, without files, notifying nobody. */
function openly({
  flags,
  attachments,
  nonce,
  enforce_nonce,
  ...rest
}: Record<string, unknown>): Record<string, unknown> {
  const kept = Number(flags ?? 0) & ~MessageFlags.Ephemeral;
  const embeds = ((rest.embeds ?? []) as Record<string, unknown>[])
    .map(({ image, thumbnail, ...embed }) => embed)
    // An embed that only showed a picture is dropped.
    .filter((embed) => Object.keys(embed).some((key) => !['color', 'type', 'url'].includes(key)));
  return { ...rest, embeds, allowed_mentions: { parse: [] }, ...(kept === 0 ? {} : { flags: kept }) };
}

/**
 * As `openly`, for a message with a layout. An edit that adds a layout also empties text and embeds; a new message with
 * a layout must not have these fields.
 */
function layoutOpenly(message: Record<string, unknown>): Record<string, unknown> {
  const { content, embeds, components, ...rest } = openly(message);
  return { ...rest, components: withFiles((components ?? []) as Layout, new Set()) };
}

function isEmpty({ content, embeds, components }: Record<string, unknown>): boolean {
  if (embeds === undefined) return (components as unknown[]).length === 0;
  return content === '' && (embeds as unknown[]).length === 0;
}

/** The shape of a body: its fields and the types of its components, without the values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(shapeOf(item))))].sort();
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, key === 'type' ? inner : shapeOf(inner)]),
  );
}
