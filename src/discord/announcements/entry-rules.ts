import { nonceOf } from '../../domain/announcement/outbox.ts';
import type { Recognised } from '../../domain/knowledge/view-types.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { SeenEntry } from '../../services/announcements/entry-rules.ts';
import { defineAction, flag, optional, type Suggestion, text, type Using } from '../contract/command.ts';
import { plain, shortened } from '../contract/markdown.ts';
import type { Teller } from '../contract/reader.ts';
import { mayMean, surelyMeans } from '../contract/typed-name.ts';
import { type EntryReader, isText, shownTitle } from './views/entry-title.ts';
import { patternList, triedPattern } from './views/pattern-list.ts';

/** Value of the choice “something other than an episode”. */
export const OTHER = 'other';

const what = text({ suggest: suggestWhat });

/** `/announce patterns`: the server's own patterns, listed, tried on the latest entries, saved or removed. */
export const patterns = defineAction({
  audience: 'private',
  options: {
    words: optional(text({ maxLength: 200 })),
    is: optional(what),
    save: flag(),
    remove: optional(text({ suggest: suggestPatterns })),
  },
  async run(call) {
    const { asker, options } = call;
    const { entryRules } = call.services.announcements;
    const guildId = asker.place.guildId ?? '';
    const reader = entryReader(call);
    if (options.remove !== undefined) await entryRules.removePattern(guildId, options.remove);
    if (options.words === undefined) {
      return patternList(await entryRules.patterns(guildId), await entryRules.latest(guildId), reader);
    }
    if (options.is === undefined) throw new UserError((say) => say('announce.patternNeedsIs'));
    const is = readWhat(options.is, call);
    const tried = await entryRules.tryPattern(guildId, options.words);
    if (tried.fault !== undefined) throw new UserError((say) => say('announce.badPattern'));
    if (options.save === true) await entryRules.savePattern(guildId, options.words, is);
    return triedPattern(tried, is, options.save === true, reader);
  },
});

/** Says what an entry really is; polls are locked or opened accordingly. */
export const correct = defineAction({
  audience: 'private',
  options: { entry: text({ suggest: suggestEntries }), is: what },
  async run(call) {
    const { asker, options, say } = call;
    const { entryRules } = call.services.announcements;
    const guildId = asker.place.guildId ?? '';
    const reader = entryReader(call);
    const [wanted] = await suggestEntries(options.entry, call);
    const found = (await entryRules.latest(guildId)).find((seen) => idOf(seen) === wanted?.value);
    if (found === undefined) throw new UserError((inTheirs) => inTheirs('announce.noSuchEntry'));
    const is = readWhat(options.is, call);
    await entryRules.correct(guildId, found.feedUrl, found.entry.key, is);
    const facts = { title: plain(shortened(shownTitle(found, reader), 100)), is: isText(is, reader) };
    return { content: say('announce.corrected', facts) };
  },
});

/** The asker, with the feeds whose titles they may read. */
export function entryReader(call: Using<'announcements.subscriptions'>): EntryReader {
  const all = call.services.announcements.subscriptions.ofServer(call.asker.place.guildId ?? '');
  const titled = all.filter(({ amount }) => amount !== 'out');
  return {
    ...call,
    ownHorizon: call.reading.privateHorizon,
    titledFeeds: new Set(titled.map(({ feedUrl }) => feedUrl)),
  };
}

/** Every episode by its spoiler-free label, and “something else”. */
function suggestWhat(typed: string, by: Teller): Suggestion[] {
  return whats(by).filter(({ name, value }) => mayMean(typed, { id: value, names: [name] }));
}

/** @throws UserError when nothing is called so */
function readWhat(typed: string, by: Teller): Recognised {
  const sure = whats(by).find(({ name, value }) => surelyMeans(typed, { id: value, names: [name] }));
  const chosen = sure ?? suggestWhat(typed, by)[0];
  if (chosen === undefined) throw new UserError((say) => say('know.noSuchEpisode'));
  return chosen.value === OTHER ? { other: OTHER } : { episodeId: chosen.value };
}

function whats({ episodes, language, say }: Teller): readonly Suggestion[] {
  return [
    ...episodes.episodeLabels().map(({ id, label }) => ({ name: episodes.textIn(label, language), value: id })),
    { name: say('announce.somethingElse'), value: OTHER },
  ];
}

/** The latest entries, by their titles where the asker may see these. */
async function suggestEntries(
  typed: string,
  call: Using<'announcements.entryRules' | 'announcements.subscriptions'>,
): Promise<Suggestion[]> {
  const latest = await call.services.announcements.entryRules.latest(call.asker.place.guildId ?? '');
  const reader = entryReader(call);
  return latest
    .map((seen) => ({ name: shortened(shownTitle(seen, reader), 100), value: idOf(seen) }))
    .filter(({ name, value }) => mayMean(typed, { id: value, names: [name] }));
}

/** A short stand-in for the entry's key, which may be longer than Discord allows for a value. */
function idOf({ feedUrl, entry }: SeenEntry): string {
  return nonceOf(feedUrl, entry.key);
}

async function suggestPatterns(typed: string, call: Using<'announcements.entryRules'>): Promise<Suggestion[]> {
  const own = await call.services.announcements.entryRules.patterns(call.asker.place.guildId ?? '');
  return own
    .filter(({ pattern }) => pattern.length <= 100 && mayMean(typed, { id: pattern, names: [pattern] }))
    .map(({ pattern }) => ({ name: pattern, value: pattern }));
}
