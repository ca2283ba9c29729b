import {
  type AddedEpisode,
  type Additions,
  addedEpisode,
  isEmpty,
  matchOfAdded,
} from '../../domain/additions/additions.ts';
import {
  type AdditionFault,
  type EpisodeEdit,
  type NewContestant,
  type NewMatch,
  type OutAs,
  withEdit,
  withEpisode,
  withIdentity,
  withOut,
  withoutEpisode,
  withoutOut,
} from '../../domain/additions/change-additions.ts';
import { type LabelFault, labelFault, tidyLabel } from '../../domain/additions/label.ts';
import { type Knowledge, namesSomebody } from '../../domain/knowledge/index.ts';
import { type CustomMatchFault, readCustomMatch } from '../../domain/poll/custom-match.ts';
import { foldText } from '../../domain/text-folding.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { EntryRules } from '../announcements/entry-rules.ts';
import type { Polls } from '../polls/polls.ts';
import type { AdditionsBook } from './additions-book.ts';

/** A match as moderators type it. */
export interface TypedMatch {
  /** The name or id of a competition, or the name of a new one. */
  readonly competition: string;
  /** One contestant a line, each with or without an emoji in front. */
  readonly contestants: string;
  /** True when everybody may know who meets. */
  readonly open: boolean;
}

/** What a server's moderators add to the season. */
export interface Season {
  of(guildId: string): Additions;
  /**
   * Adds an episode, and its match if it has one. A repeated call for the same interaction adds nothing.
   *
   * @returns the episode's id
   * @throws UserError that says what is wrong with what was typed
   */
  add(request: {
    readonly guildId: string;
    readonly interactionId: string;
    readonly label: string;
    readonly atMs: number;
    readonly plannedForMs?: number | undefined;
    readonly out?: OutAs | undefined;
    readonly match?: TypedMatch | undefined;
  }): Promise<string>;
  /** @throws UserError that says what is wrong with what was typed */
  edit(
    guildId: string,
    id: string,
    edit: Omit<EpisodeEdit, 'match'> & { readonly match?: TypedMatch | undefined },
    interactionId: string,
  ): Promise<void>;
  /**
   * The episode is out: its polls lock as of then.
   *
   * @returns its id, which is its video's where that is known
   * @throws UserError when it cannot be out
   */
  out(guildId: string, id: string, out: OutAs): Promise<string>;
  /** @throws UserError while a poll refers to it */
  remove(guildId: string, id: string): Promise<void>;
  /**
   * Says that an added episode is this one of the data: from then on its id is another name for that one, and its match
   * is the data's where the same contestants meet.
   *
   * @throws UserError where another added episode is that one already
   */
  identify(guildId: string, id: string, is: string): Promise<void>;
  /** Call it when a feed shows these servers' planned episode as out. */
  noteOut(guildIds: Iterable<string>, episodeId: string, out: OutAs): Promise<void>;
  /**
   * Call it when what was taken for this server's episode is not one: the episode is planned again. Does nothing for an
   * episode that was not added.
   */
  noteNotOut(guildId: string, episodeId: string): Promise<void>;
}

/** How many are remembered. */
const MOST_KNOWN = 500;

export function createSeason(parts: {
  book: AdditionsBook;
  /** The series' data without additions. */
  data: () => Knowledge;
  entryRules: Pick<EntryRules, 'whileChanging'>;
  polls: Pick<Polls, 'book' | 'episodes'>;
  /** Called when what is out in a server, or the state of its episodes, may have changed. */
  changed?: (guildId: string) => void;
}): Season {
  const { book, data, entryRules, polls } = parts;

  /**
   * The label, tidied.
   *
   * @throws UserError when it cannot be used
   */
  function judged(guildId: string, typed: string, except?: string): string {
    const label = tidyLabel(typed);
    const fault = labelFault(label, (text) => namesSomebody(data(), text) || namesAdded(book.of(guildId), text));
    if (fault !== undefined) throw new UserError((say) => say(LABEL_FAULTS[fault]));
    const taken = book.knowledge
      .forServer(guildId)
      .episodeLabels()
      .find(({ id, label: texts }) => id !== except && Object.values(texts).some((text) => isSame(text, label)));
    if (taken !== undefined) throw new UserError((say) => say('season.labelTaken'));
    return label;
  }

  /**
   * Checks the place of an episode in the order: planned episodes come after all that are out, and those that are out
   * before all planned ones; otherwise one would count as what it is not.
   *
   * @throws UserError when the order is wrong
   */
  function checkOrder(guildId: string, id: string, follows: string): void {
    const here = book.knowledge.forServer(guildId);
    const own = addedEpisode(book.of(guildId), id);
    if (own === undefined) return;
    if (own.outAtMs !== undefined) {
      if (!here.isOut(follows)) throw new UserError((say) => say('season.outBehindPlanned'));
      return;
    }
    const newest = here.newestOut();
    if (newest === undefined || here.compareHorizons(follows, newest.id) >= 0) return;
    throw new UserError((say) => say('season.plannedBeforeOut'));
  }

  /** @throws UserError when the match cannot be made of what was typed */
  function matchOf(guildId: string, typed: TypedMatch): NewMatch {
    const view = book.knowledge.forServer(guildId).seenFrom('all');
    const additions = book.of(guildId);
    const name = tidyLabel(typed.competition);
    const known =
      view.competitions.find((own) => own.id === name || Object.values(own.name).some((text) => isSame(text, name))) ??
      additions.competitions.find((own) => own.id === name || isSame(own.name, name));
    if (known === undefined) {
      const fault = labelFault(name, (text) => namesSomebody(data(), text));
      if (fault !== undefined) throw new UserError((say) => say(COMPETITION_FAULTS[fault]));
    }
    const lines = typed.contestants
      .split('\n')
      .map(tidyLabel)
      .filter((line) => line !== '');
    const read = readCustomMatch(`-: ${lines.join(' | ')}`);
    if ('fault' in read) throw new UserError((say) => say(CONTESTANT_FAULTS[read.fault]));
    const contestants = read.contestants.map(({ name: who, emoji }): NewContestant => {
      const found = view.find('character', who)[0];
      if (found?.match === 'exact') return { id: found.id };
      const added = additions.contestants.find((own) => isSame(own.name, who));
      return added === undefined ? { name: who, emoji } : { id: added.id };
    });
    return { competition: known === undefined ? { name } : { id: known.id }, contestants, open: typed.open };
  }

  /** Marks the data's present episodes as asked about: a moderator who adds the first episode had them in view. */
  function begun(additions: Additions): Additions {
    if (!isEmpty(additions)) return additions;
    const known = data().episodeLabels();
    return { ...additions, askedAbout: known.slice(-MOST_KNOWN).map(({ id }) => id) };
  }

  type Changed = { readonly additions: Additions; readonly id: string };

  /**
   * Changes what was added, then brings posts and polls in line with what the latest entries are recognised as
   * afterwards.
   */
  async function changing(
    guildId: string,
    change: (additions: Additions) => Changed | { readonly fault: AdditionFault },
  ): Promise<string> {
    let id = '';
    await entryRules.whileChanging(guildId, async () => {
      const changed = await book.update(guildId, (additions): Changed => {
        const made = change(additions);
        if ('fault' in made) throw new UserError((say) => say(CHANGE_FAULTS[made.fault]));
        return made;
      });
      id = changed?.id ?? '';
    });
    parts.changed?.(guildId);
    return id;
  }

  async function lockPolls(guildId: string, id: string, sinceMs: number): Promise<void> {
    for (const name of book.knowledge.forServer(guildId).idsOf(id)) {
      await polls.episodes.out(new Set([guildId]), name, sinceMs);
    }
  }

  return {
    of: book.of,
    async add({ guildId, label, match, out, ...wanted }) {
      const already = addedEpisode(book.of(guildId), `i.${wanted.interactionId}`);
      if (already !== undefined) return already.id;
      const made = { ...wanted, out, label: judged(guildId, label), match: match && matchOf(guildId, match) };
      const id = await changing(guildId, (additions) => withEpisode(begun(additions), made));
      if (out !== undefined) await lockPolls(guildId, id, out.atMs);
      return id;
    },
    async edit(guildId, id, { match, label, ...edit }, interactionId) {
      if (edit.follows !== undefined) checkOrder(guildId, id, edit.follows);
      const changed = {
        ...edit,
        ...(label === undefined ? {} : { label: judged(guildId, label, id) }),
        ...(match === undefined ? {} : { match: matchOf(guildId, match) }),
      };
      await changing(guildId, (additions) => withEdit(additions, id, changed, interactionId));
    },
    async out(guildId, id, out) {
      const now = await changing(guildId, (additions) => withOut(additions, id, out));
      await lockPolls(guildId, now, out.atMs);
      return now;
    },
    async remove(guildId, id) {
      const additions = book.of(guildId);
      const gone = addedEpisode(additions, id);
      if (gone === undefined) throw new UserError((say) => say('season.noSuchEpisode'));
      const names = new Set([...book.knowledge.forServer(guildId).idsOf(id), ...namesOf(additions, gone)]);
      const refers = (await polls.book.ofServer(guildId)).some(
        ({ state, episodeId, matchId }) => state !== 'void' && (names.has(episodeId ?? '') || names.has(matchId ?? '')),
      );
      if (refers) throw new UserError((say) => say('season.hasPolls'));
      await changing(guildId, (current) => ({ additions: withoutEpisode(current, id), id }));
    },
    async identify(guildId, id, is) {
      await changing(guildId, (additions) => {
        const other = additions.episodes.find((episode) => episode.is === is);
        if (other !== undefined) throw new UserError((say) => say('season.answered', { is: other.label }));
        return withIdentity(additions, id, is);
      });
      const sinceMs = await polls.episodes.sinceMs(guildId, is);
      if (sinceMs !== undefined) await lockPolls(guildId, is, sinceMs);
    },
    async noteOut(guildIds, episodeId, out) {
      for (const guildId of guildIds) {
        const planned = addedEpisode(book.of(guildId), episodeId);
        if (planned === undefined || planned.outAtMs !== undefined) continue;
        await book.update(guildId, (additions) => {
          const made = withOut(additions, episodeId, out);
          return 'fault' in made ? undefined : made;
        });
        parts.changed?.(guildId);
      }
    },
    async noteNotOut(guildId, episodeId) {
      if (addedEpisode(book.of(guildId), episodeId)?.outAtMs === undefined) return;
      await book.update(guildId, (additions) => {
        const made = withoutOut(additions, episodeId);
        return 'fault' in made ? undefined : made;
      });
      parts.changed?.(guildId);
    },
  };
}

function namesOf(additions: Additions, episode: AddedEpisode): readonly string[] {
  const match = matchOfAdded(additions, episode);
  return [episode.id, ...episode.formerly, ...(match === undefined ? [] : [match.id])];
}

function namesAdded({ contestants }: Additions, text: string): boolean {
  const folded = foldText(text);
  return contestants.some(({ name }) => foldText(name).length > 1 && folded.includes(foldText(name)));
}

function isSame(a: string, b: string): boolean {
  return foldText(a) === foldText(b);
}

const LABEL_FAULTS = {
  empty: 'season.labelEmpty',
  'too-long': 'season.labelTooLong',
  'names-somebody': 'season.labelNames',
  'tells-result': 'season.labelTells',
} as const satisfies Record<LabelFault, string>;

const COMPETITION_FAULTS = {
  empty: 'season.competitionEmpty',
  'too-long': 'season.labelTooLong',
  'names-somebody': 'season.labelNames',
  'tells-result': 'season.labelTells',
} as const satisfies Record<LabelFault, string>;

const CONTESTANT_FAULTS = {
  'too-few': 'season.tooFewContestants',
  'too-many': 'season.tooManyContestants',
  'empty-name': 'season.emptyContestant',
  'same-name': 'season.sameContestant',
  'too-long': 'season.longContestant',
} as const satisfies Record<CustomMatchFault, string>;

const CHANGE_FAULTS = {
  'too-many': 'season.tooMany',
  'no-such-episode': 'season.noSuchEpisode',
} as const satisfies Record<AdditionFault, string>;
