import { nonceOf } from '../../domain/announcement/outbox.ts';
import type { Recognised } from '../../domain/knowledge/view-types.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { SeenEntry } from '../../services/announcements/entry-rules.ts';
import {
  type Call,
  defineAction,
  flag,
  optional,
  type SuggestCall,
  type Suggestion,
  text,
} from '../contract/command.ts';
import { plain, shortened } from '../contract/markdown.ts';
import { isText, OTHER, patternList, triedPattern } from './views/pattern-list.ts';
import { shownTitle } from './views/why-list.ts';

const what = text({ suggest: suggestWhat });

/** The server's own patterns: listed, tried on the latest entries, saved, removed. */
export const patterns = defineAction({
  audience: 'private',
  options: {
    words: optional(text({ maxLength: 200 })),
    is: optional(what),
    save: flag(),
    remove: optional(text({ suggest: suggestPatterns })),
  },
  async run(call) {
    const { services, asker, options, say } = call;
    const { announcements } = services;
    const guildId = asker.place.guildId ?? '';
    if (options.remove !== undefined) await announcements.entryRules.removePattern(guildId, options.remove);
    if (options.words === undefined) {
      return patternList(
        await announcements.entryRules.patterns(guildId),
        await announcements.entryRules.latest(guildId),
        call,
      );
    }
    if (options.is === undefined) throw new UserError((inTheirs) => inTheirs('announce.patternNeedsIs'));
    const is = readWhat(options.is, call);
    const tried = await announcements.entryRules.tryPattern(guildId, options.words);
    if (tried.fault !== undefined) throw new UserError((inTheirs) => inTheirs('announce.badPattern'));
    if (options.save === true) await announcements.entryRules.savePattern(guildId, options.words, is);
    return triedPattern(tried, 'episodeId' in is ? is.episodeId : OTHER, options.save === true, { ...call, say });
  },
});

/** What an entry really is; the poll follows. */
export const correct = defineAction({
  audience: 'private',
  options: { entry: text({ suggest: suggestEntries }), is: what },
  async run(call) {
    const { services, asker, options, say } = call;
    const guildId = asker.place.guildId ?? '';
    const [wanted] = await suggestEntries(options.entry, call);
    const latest = await services.announcements.entryRules.latest(guildId);
    const found = latest.find((seen) => idOf(seen) === wanted?.value);
    if (found === undefined) throw new UserError((inTheirs) => inTheirs('announce.noSuchEntry'));
    const is = readWhat(options.is, call);
    await services.announcements.entryRules.correct(guildId, found.feedUrl, found.entry.key, is);
    const facts = { title: plain(shortened(shownTitle(found, call), 100)), is: isText(is, call) };
    return { content: say('announce.corrected', facts) };
  },
});

/** Every episode by its neutral label, and “something else”. */
function suggestWhat(
  typed: string,
  { services, language, say }: Pick<Call, 'services' | 'language' | 'say'>,
): Suggestion[] {
  const { episodes } = services;
  const wanted = typed.normalize('NFKC').toLowerCase();
  const all = [
    ...episodes.episodeLabels().map(({ id, label }) => ({ name: episodes.textIn(label, language), value: id })),
    { name: say('announce.somethingElse'), value: OTHER },
  ];
  return all.filter(({ name, value }) => name.toLowerCase().includes(wanted) || value === typed);
}

function readWhat(typed: string, call: Pick<Call, 'services' | 'language' | 'say'>): Recognised {
  const exact = suggestWhat('', call).find(
    ({ name, value }) => value === typed || name.toLowerCase() === typed.toLowerCase(),
  );
  const chosen = exact ?? suggestWhat(typed, call)[0];
  if (chosen === undefined) throw new UserError((inTheirs) => inTheirs('know.noSuchEpisode'));
  return chosen.value === OTHER ? { other: OTHER } : { episodeId: chosen.value };
}

/** The latest entries by their titles, where the asker may see them. */
async function suggestEntries(typed: string, call: Call): Promise<Suggestion[]> {
  const latest = await call.services.announcements.entryRules.latest(call.asker.place.guildId ?? '');
  const wanted = typed.toLowerCase();
  return latest
    .map((seen) => ({ name: shortened(shownTitle(seen, call), 100), value: idOf(seen) }))
    .filter(({ name, value }) => name.toLowerCase().includes(wanted) || value === typed);
}

/** Keys may be longer than Discord takes for a value. */
function idOf({ feedUrl, entry }: SeenEntry): string {
  return nonceOf(feedUrl, entry.key);
}

async function suggestPatterns(typed: string, { services, asker }: SuggestCall): Promise<Suggestion[]> {
  const own = await services.announcements.entryRules.patterns(asker.place.guildId ?? '');
  return own
    .map(({ pattern }) => ({ name: shortened(pattern, 100), value: pattern }))
    .filter(({ value }) => value.length <= 100 && value.toLowerCase().includes(typed.toLowerCase()));
}
