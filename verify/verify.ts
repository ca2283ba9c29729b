import { type Asking, createAsking, type Place, type Verdict } from './place.ts';
import type { RecordedBody } from './record-bodies.ts';
import { filled, safeProbes } from './safe-probes.ts';
import { type SessionFound, trySession } from './session.ts';

export interface Difference {
  readonly what: string;
  readonly request: { readonly method: string; readonly path: string; readonly body?: unknown };
  readonly local: Verdict;
  readonly discord: Verdict;
}

export interface Report {
  readonly asked: number;
  readonly differences: readonly Difference[];
  /** The rate-limit headers of a route, where the two differ. */
  readonly paces: readonly { readonly what: string; readonly local: string; readonly discord: string }[];
  readonly resumed: boolean;
  readonly fixtures: SessionFound['fixtures'];
  /** What was made and could not be removed. */
  readonly left: readonly string[];
}

const e = encodeURIComponent;

/** Sends the same requests to two Discords and reports where their answers differ. Removes what it made. */
export async function verify(parts: {
  readonly local: Place;
  readonly discord: Place;
  readonly bodies: readonly RecordedBody[];
  readonly progress: (sentence: string) => void;
}): Promise<Report> {
  const { bodies, progress } = parts;
  const [local, discord] = [await prepare(parts.local), await prepare(parts.discord)];
  const differences: Difference[] = [];
  let asked = 0;

  async function both(what: string, method: string, path: string, body?: unknown): Promise<void> {
    asked += 1;
    const [here, there] = [await local.run(method, path, body), await discord.run(method, path, body)];
    if (here.status === there.status && here.code === there.code) return;
    differences.push({
      what,
      request: { method, path, ...(body === undefined ? {} : { body }) },
      local: here,
      discord: there,
    });
  }

  try {
    progress(`${bodies.length} messages of the bot`);
    for (const { what, body } of bodies)
      await both(`a message of ${what}`, 'POST', '/channels/{general}/messages', body);
    const probes = safeProbes();
    progress(`${probes.length} probes`);
    for (const { area, what, method, path, body } of probes) await both(`${area}: ${what}`, method, path, body);
    progress('publishing, a thread, reactions');
    await both('publishing', 'POST', '/channels/{news}/messages/{published}/crosspost');
    await both('publishing twice', 'POST', '/channels/{news}/messages/{published}/crosspost');
    await both('a thread on a message', 'POST', '/channels/{general}/messages/{message}/threads', { name: 'verify' });
    await both('a second thread on it', 'POST', '/channels/{general}/messages/{message}/threads', { name: 'verify' });
    progress('pace');
    const paces = comparePaces(await local.paces(), await discord.paces());
    progress('a session, dropped and resumed');
    const session = await discord.session();
    return { asked, differences, paces, ...session, left: await discord.tidy() };
  } finally {
    await Promise.all([local.tidy(), discord.tidy()]);
  }
}

type Paces = Readonly<Record<string, string>>;

function comparePaces(local: Paces, discord: Paces): Report['paces'] {
  return Object.entries(local).flatMap(([what, here]) => {
    const there = discord[what] ?? 'nothing';
    return here === there ? [] : [{ what, local: here, discord: there }];
  });
}

/** Makes what the requests need in one Discord; `tidy` removes it again. */
async function prepare(place: Place) {
  const asking: Asking = createAsking(place);
  const { ask, askNow } = asking;
  const made = new Map<string, string>();
  const keep = (channelId: string, body: Record<string, unknown>) => {
    if (typeof body.id === 'string') made.set(body.id, `/channels/${channelId}/messages/${body.id}`);
    return String(body.id);
  };
  const me = await ask('GET', '/applications/@me');
  if (me.verdict.status !== 200) throw new Error(`The token is not taken (${me.verdict.status})`);
  const app = String(me.body.id);
  const post = async (channelId: string, body: object) => {
    const sent = await ask('POST', `/channels/${channelId}/messages`, body);
    if (sent.verdict.status !== 200)
      throw new Error(`Nothing can be posted in ${channelId} (${sent.verdict.status}, ${sent.verdict.code})`);
    return keep(channelId, sent.body);
  };
  const { textChannelId: general, newsChannelId: news, guildId: guild } = place;
  const names: Record<string, string> = {
    general,
    news,
    guild,
    app,
    message: await post(general, { content: 'verify' }),
    layout: await post(general, { flags: 1 << 15, components: [{ type: 10, content: 'verify' }] }),
    poll: await post(general, { poll: { question: { text: 'verify?' }, answers: [{ poll_media: { text: 'yes' } }] } }),
    published: await post(news, { content: 'verify' }),
  };
  const paceOf = (headers: Readonly<Record<string, string>>) =>
    `${headers['x-ratelimit-limit']} in ${Math.ceil(Number(headers['x-ratelimit-reset-after'] ?? 0) * 4) / 4} s`;

  return {
    async run(method: string, path: string, body?: unknown): Promise<Verdict> {
      const sent = body === undefined ? undefined : (JSON.parse(filled(JSON.stringify(body), names)) as unknown);
      const { verdict, body: answer } = await ask(method, filled(path, names), sent);
      if (verdict.status < 300 && path === '/channels/{general}/messages') keep(general, answer);
      if (verdict.status < 300 && path.endsWith('/threads') && typeof answer.id === 'string')
        made.set(`thread ${answer.id}`, `/channels/${answer.id}`);
      return verdict;
    },
    async paces(): Promise<Paces> {
      const reaction = `/channels/${general}/messages/${names.message}/reactions/${e('🌸')}/@me`;
      await new Promise((resolve) => setTimeout(resolve, 6000));
      const added = await askNow('PUT', reaction);
      const tooSoon = await askNow('DELETE', reaction);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const edited = await askNow('PATCH', `/channels/${general}/messages/${names.message}`, { content: 'verified' });
      const sent = await askNow('POST', `/channels/${general}/messages`, { content: 'verify' });
      keep(general, sent.body);
      return {
        reactions: paceOf(added.headers),
        'adding and taking off share a bucket': String(tooSoon.verdict.status === 429),
        edits: paceOf(edited.headers),
        'new messages': paceOf(sent.headers),
      };
    },
    async session(): Promise<SessionFound> {
      const { body } = await ask('GET', '/gateway/bot');
      return trySession(String(body.url), place.token, guild);
    },
    async tidy(): Promise<string[]> {
      const left: string[] = [];
      for (const [id, path] of [...made].reverse()) {
        const { verdict } = await ask('DELETE', path);
        made.delete(id);
        if (verdict.status !== 204 && verdict.status !== 200 && verdict.status !== 404) left.push(path);
      }
      await ask('PUT', `/applications/${app}/guilds/${guild}/commands`, []);
      return left;
    },
  };
}
