import { type Notice, pollInNotice } from '../../../domain/notices.ts';
import { withSpareEmoji } from '../../../domain/poll/change-poll.ts';
import { inLanguage } from '../../../domain/poll/in-language.ts';
import type { Poll } from '../../../domain/poll/poll.ts';
import type { Change, Store } from '../../../storage/index.ts';
import { backoffMs } from '../../../util/backoff.ts';
import type { Refused } from '../../publisher.ts';
import type { PollParts } from '../poll-parts.ts';
import { forgetReactions } from '../votes/voting.ts';

/**
 * Places the reactions of a poll's message, and replaces emoji that Discord does not take. Nothing else waits for it.
 */
export interface PollReactions {
  /**
   * Adds those of the bot's own reactions that can be added. Resolves with when to call again, in ms since 1970;
   * Infinity when all are there.
   */
  place(poll: Poll): Promise<number>;
  /** Puts spare emoji in place of those that Discord refused. False when none of them was the poll's. */
  replace(poll: Poll, refused: Refused): Promise<boolean>;
  /** The last refusal that kept some of the reactions away; undefined when all are there. */
  trouble(pollId: string): Refused | undefined;
  /**
   * Runs `work`, which opens a poll: a replaced emoji is meanwhile told in the answer to the command and by no notice.
   */
  tellInAnswer<T>(pollId: string, work: () => Promise<T>): Promise<T>;
  tryAgain(pollId: string): void;
  letGo(pollId: string): void;
}

const RETRY = { firstMs: 5_000, longestMs: 3_600_000 };

export function createPollReactions(
  parts: Pick<PollParts, 'book' | 'box' | 'publisher' | 'servers' | 'clock' | 'log'> & {
    store: Store;
    telling?: ((guildId: string, notice: Notice) => Change) | undefined;
  },
): PollReactions {
  const { book, box, publisher, servers, clock, log, store, telling } = parts;
  const waits = new Map<string, { failures: number; untilMs: number; refused: Refused }>();
  const toldInAnswer = new Set<string>();

  /** Changes the poll and tells its moderators, in one write. */
  async function changeTelling(
    poll: Poll,
    change: (current: Poll) => Poll | undefined,
    notice: (changed: Poll, language: string) => Notice,
  ): Promise<void> {
    const { language } = await servers.get(poll.guildId);
    let changed: Poll | undefined;
    await book.updateAll(
      [poll.id],
      (current) => {
        changed = change(current);
        return changed;
      },
      (changes) => {
        const isTold = changed === undefined || toldInAnswer.has(poll.id);
        const told = isTold || changed === undefined ? undefined : telling?.(poll.guildId, notice(changed, language));
        return store.write(told === undefined ? changes : [...changes, told]);
      },
    );
  }

  async function replace(poll: Poll, refused: Refused): Promise<boolean> {
    // Where Discord did not say which emoji it refused, it must be one of the custom ones.
    const own = poll.contestants.map(({ emoji }) => emoji);
    const custom = own.filter((emoji) => emoji.includes(':'));
    const named = refused.emojis ?? (custom.length > 0 ? custom : own);
    const replaced = withSpareEmoji(poll, named);
    if (replaced === undefined) return false;
    const ids = replaced.contestants.flatMap(({ id, emoji }, index) => (emoji === own[index] ? [] : id));
    // Reactions with the old emoji cannot be seen under the new one; that they are gone is no withdrawal.
    await forgetReactions(box, poll.id, new Set(ids));
    await changeTelling(
      poll,
      (current) => withSpareEmoji(current, named),
      (changed, language) => ({
        kind: 'poll-emoji',
        ...pollInNotice(poll, language),
        replaced: changed.contestants.flatMap(({ id, names, emoji, refusedEmoji }) =>
          ids.includes(id) ? { name: inLanguage(names, language), refused: refusedEmoji ?? '', instead: emoji } : [],
        ),
      }),
    );
    log.warn(
      { pollId: poll.id, emojis: named, detail: refused.detail },
      'An emoji cannot be used; another takes its place',
    );
    return true;
  }

  /** Undefined when all of them are there; otherwise the refusal that kept some away. */
  async function add(poll: Poll, messageId: string): Promise<Refused | undefined> {
    let trouble: Refused | undefined;
    for (const { emoji } of poll.contestants) {
      const done = await publisher.react(poll.channelId, messageId, emoji);
      if (done.kind === 'done') continue;
      trouble = done.reason === 'unusable-emoji' ? { ...done, emojis: [emoji] } : done;
      // A refusal of this emoji alone says nothing about the others; an emoji that cannot be used is replaced first.
      if (done.reason !== 'unfit') return trouble;
    }
    return trouble;
  }

  return {
    replace,
    trouble: (pollId) => waits.get(pollId)?.refused,
    tryAgain: (pollId) => void waits.delete(pollId),
    letGo: (pollId) => void waits.delete(pollId),
    async tellInAnswer(pollId, work) {
      toldInAnswer.add(pollId);
      try {
        return await work();
      } finally {
        toldInAnswer.delete(pollId);
      }
    },
    async place({ id }) {
      const wait = waits.get(id);
      if (wait !== undefined && clock.now() < wait.untilMs) return wait.untilMs;
      for (let poll = await book.get(id); poll !== undefined; poll = await book.get(id)) {
        const messageId = messageInNeed(poll);
        if (messageId === undefined) break;
        const refused = await add(poll, messageId);
        if (refused === undefined) {
          await book.update(id, (current) =>
            current.message.id === messageId ? { ...current, reactionsPlaced: true } : undefined,
          );
          break;
        }
        if (refused.reason !== 'unusable-emoji' || !(await replace(poll, refused))) return later(poll, refused);
      }
      waits.delete(id);
      return Number.POSITIVE_INFINITY;
    },
  };

  /**
   * When to try again, later after each failure, in ms since 1970. Moderators are told once of trouble that does not
   * pass by itself.
   */
  async function later(poll: Poll, refused: Refused): Promise<number> {
    const { id } = poll;
    const failures = waits.get(id)?.failures ?? 0;
    const untilMs = clock.now() + backoffMs(failures, RETRY);
    waits.set(id, { failures: failures + 1, untilMs, refused });
    const isLasting = refused.reason === 'forbidden' || refused.reason === 'unfit';
    if (isLasting && poll.reactionsTold !== true) {
      await changeTelling(
        poll,
        (current) => ({ ...current, reactionsTold: true }),
        (_changed, language) => ({ kind: 'poll-reactions', ...pollInNotice(poll, language), detail: refused.detail }),
      );
    }
    log.warn({ pollId: id, detail: refused.detail }, 'The reactions of a poll cannot be added; its buttons work');
    return untilMs;
  }
}

/** The id of the poll's message where its reactions may still be incomplete; undefined where nothing is to be done. */
function messageInNeed({ message, secret, reactionsPlaced, state, paused }: Poll): string | undefined {
  const needsNone = secret || reactionsPlaced || state !== 'open' || paused?.reason === 'message-gone';
  return needsNone ? undefined : message.id;
}
