import { isDeepStrictEqual } from 'node:util';
import { type AnnouncedEntry, type MadePost, type Outbox, owe, renewed } from './outbox.ts';
import type { Subscription } from './subscription.ts';

/** How far a premiere is: scheduled, live, or out. `unclear`: it may not be a premiere at all. */
export type PremiereState = 'unclear' | 'scheduled' | 'live' | 'out';

/** An entry of a premiere as the feed lists it now. */
export interface ListedPremiere {
  readonly state: PremiereState;
  readonly now: Pick<AnnouncedEntry, 'title' | 'link' | 'episodeId'>;
  readonly startsAtMs: number | undefined;
}

/** Whether an outbox has anything about a premiere that is not over: posted, owed or held. */
export function hasPremieres(outbox: Outbox): boolean {
  return outbox.premieres.length > 0 || waitingIn(outbox).some(({ premiere }) => premiere !== undefined);
}

function waitingIn({ owed, flood }: Outbox): readonly AnnouncedEntry[] {
  return [...owed.map(({ entry }) => entry), ...(flood?.entries ?? [])];
}

/**
 * Brings an outbox in line with its premieres as the feed lists them now. A further step (live, out) redraws the post
 * or, where the subscription wants that, is posted anew. Each step happens once, and a missed one is skipped. A title
 * or link that changes until the premiere is out is redrawn. What still waits to be posted is posted as it is now.
 */
export function followPremieres(
  outbox: Outbox,
  upcoming: Subscription['upcoming'],
  listed: (key: string) => ListedPremiere | undefined,
  nowMs: number,
): Outbox {
  let followed = followWaiting(outbox, listed);
  for (const premiere of outbox.premieres) {
    const { entry, post } = premiere;
    const key = entry.listedKey ?? entry.key;
    const found = listed(key);
    if (found === undefined) continue;
    const next = nextOf(entry, found);
    const isStep = stepOf(next) !== stepOf(entry) && stepOf(next) !== 'scheduled';
    if (!isStep && isDeepStrictEqual(next, entry)) continue;

    const others = followed.premieres.filter((other) => other !== premiere);
    // An upload that was unclear and is out now was no premiere, and needs no second post.
    if (isStep && upcoming === 'steps' && !entry.premiere?.unclear) {
      const step = { ...next, key: `${key}#${stepOf(next)}`, listedKey: key };
      followed = owe({ ...followed, premieres: others }, [step], nowMs);
      continue;
    }
    const premieres = next.premiere === undefined ? others : [...others, { entry: next, post }];
    followed = { ...followed, premieres, followUps: drawnAgain(followed.followUps, { post, entry, next, nowMs }) };
  }
  return followed;
}

/** Plans an edit of the post; it replaces an earlier edit that still waits. */
function drawnAgain(
  followUps: Outbox['followUps'],
  { post, entry, next, nowMs }: { post: MadePost; entry: AnnouncedEntry; next: AnnouncedEntry; nowMs: number },
): Outbox['followUps'] {
  if (post.kind === 'deleted') return followUps;
  const { messageId } = post;
  const others = followUps.filter((other) => other.kind !== 'edit' || other.messageId !== messageId);
  return [...others, { kind: 'edit', key: entry.key, messageId, entry: next, sinceMs: nowMs }];
}

function followWaiting(outbox: Outbox, listed: (key: string) => ListedPremiere | undefined): Outbox {
  const current = (entry: AnnouncedEntry): AnnouncedEntry => {
    const found = entry.premiere && listed(entry.listedKey ?? entry.key);
    return found === undefined ? entry : nextOf(entry, found);
  };
  const owed = outbox.owed.map((waiting) => renewed(waiting, current(waiting.entry)));
  const { flood } = outbox;
  return { ...outbox, owed, ...(flood && { flood: { ...flood, entries: flood.entries.map(current) } }) };
}

function nextOf(entry: AnnouncedEntry, { state, now, startsAtMs }: ListedPremiere): AnnouncedEntry {
  const { premiere, title: _, link: __, episodeId: ___, ...rest } = entry;
  const known = { ...rest, ...now };
  if (state === 'out') return known;
  // Live stays live, and a scheduled premiere does not become unclear again because an older copy of the feed says so.
  if (state === 'live' || premiere?.live) return { ...known, premiere: { live: true } };
  if (state === 'unclear') return { ...known, premiere: premiere ?? { unclear: true } };
  const start = startsAtMs ?? premiere?.startsAtMs;
  return { ...known, premiere: start === undefined ? {} : { startsAtMs: start } };
}

function stepOf({ premiere }: AnnouncedEntry): 'scheduled' | 'live' | 'out' {
  if (premiere === undefined) return 'out';
  return premiere.live ? 'live' : 'scheduled';
}
