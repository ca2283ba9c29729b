import type { Knowledge } from '../../src/domain/knowledge/index.ts';
import { createSeededChance } from '../../src/util/chance.ts';
import { typeableIn } from '../knowledge/knowledge.ts';
import { questionsAbout } from '../knowledge/questions-about.ts';
import { type Asking, componentsOf, openAsking, type Sent } from './asking.ts';
import { everyQuestion, type Question, readersOf, type Standing, standingsAt } from './questions.ts';
import { createSpoilerOracle } from './spoiler-oracle.ts';

export interface SpoilerSearch {
  /** How many responses, suggestions and responses to presses were searched. */
  readonly payloads: number;
  /** How many responses were compared with the other future. */
  readonly compared: number;
  readonly leaks: readonly string[];
}

const LANGUAGES = ['en-US', 'ko'];

/** Half of the members who ask play a bracket at their own pace. */
const everyOther = (userId: string) => Number(userId.slice(-1)) % 2 === 0;

type Files = Readonly<Record<string, unknown>>;

/**
 * Asks everything, at every horizon, in every way, presses every button below the answers, and searches all of it for
 * what its readers have not watched. Then asks the same where everything not yet watched is different: the answers must
 * be the same, including counts and order.
 *
 * @param options.share how much of it: 1 is everything, 0.01 each hundredth question, drawn by the seed
 */
export async function searchForSpoilers(
  files: Files,
  options: {
    readonly seed: number;
    readonly share: number;
    /** Only these; without it all of them. */
    readonly horizons?: readonly string[];
    /** Breaks the knowledge that is asked, to see that the search finds it. */
    readonly breaking?: (knowledge: Knowledge) => Knowledge;
    readonly progress?: (sentence: string) => void;
  },
): Promise<SpoilerSearch> {
  const oracle = createSpoilerOracle(files);
  const asking = await openAsking(files, options.breaking, everyOther);
  const chance = createSeededChance(options.seed);
  const drawn = () => chance.fraction() < options.share;
  const questions = everyQuestion(
    typeableIn(files),
    asking.knowledge.seenFrom('all').competitions.map(({ id }) => id),
    questionsAbout(files),
  );
  const lower = asking.knowledge.lowerHorizon;
  const leaks: string[] = [];
  let payloads = 0;
  let compared = 0;

  const known = new Map(oracle.horizons.map((horizon) => [horizon, new Set<string>()]));
  function look(sent: Sent, readers: string, what: string): void {
    payloads += 1;
    const seen = known.get(readers);
    // The same text at the same horizon is searched once.
    const fresh = textsIn([sent.data, sent.drawn]).filter((text) => seen?.has(text) === false);
    for (const text of fresh) seen?.add(text);
    for (const leak of oracle.findLeaks(fresh, readers))
      leaks.push(`${what}, read at ${readers}: “${leak.needle}” in “${leak.text}”`);
  }

  async function pressAll(sent: Sent, standing: Standing, pressed: Set<string>, what: string): Promise<void> {
    for (const { id, values } of pressable(sent)) {
      const key = `${id} ${values?.[0] ?? ''}`;
      if (pressed.has(key)) continue;
      pressed.add(key);
      const answer = await asking.press(standing.situation, id, sent.private, values);
      // What a member shares can be read by everybody there.
      look(answer, readersOf(standing.situation, answer.private || answer.update, lower), `${what}, then ${key}`);
      if (options.share === 1) await pressAll(answer, standing, pressed, what);
    }
  }

  /** Asks one thing in one standing; where `other` is given, also there, and the answers must be the same. */
  async function askIn(place: Place, question: Question, other: Asking | undefined): Promise<void> {
    const { standing, pressed } = place;
    const what = JSON.stringify({ ...standing, ...question });
    const sent = await ask(asking, standing, question);
    look(sent, readersOf(standing.situation, isRead(sent, question), lower), what);
    if (question.focused === undefined) await pressAll(sent, standing, pressed, what);
    if (other === undefined) return;
    compared += 1;
    if (JSON.stringify(await ask(other, standing, question)) !== JSON.stringify(sent)) {
      leaks.push(`${what} is answered otherwise when what comes later is otherwise`);
    }
  }

  for (const horizon of options.horizons ?? oracle.horizons) {
    const other = await openAsking(oracle.otherFuture(horizon), undefined, everyOther);
    const places = LANGUAGES.flatMap((language) =>
      standingsAt(horizon, language).map((standing, index) => ({
        standing,
        pressed: new Set<string>(),
        // Of the standings at one horizon it is enough to compare one in each language.
        isCompared: index === 0,
      })),
    );
    // In all standings before the next is asked: what the same words find from one horizon is worked out once.
    for (const question of questions) {
      for (const place of places) if (drawn()) await askIn(place, question, place.isCompared ? other : undefined);
    }
    options.progress?.(`${horizon}: ${payloads} payloads so far, ${leaks.length} leaks`);
  }
  return { payloads, compared, leaks };
}

interface Place {
  readonly standing: Standing;
  /** What was pressed there already. */
  readonly pressed: Set<string>;
}

/** Their answers are for the asker alone, and they have no option that says so. */
const ALWAYS_PRIVATE: ReadonlySet<string> = new Set(['watched', 'bracket predict']);

/**
 * Suggestions are seen by the asker alone, but the chosen one becomes part of a public answer: they may tell no more
 * than that.
 */
function isRead(sent: Sent, { focused }: Question): boolean {
  return focused === undefined && sent.private;
}

function ask(
  asking: Asking,
  { situation, private: alone }: Standing,
  { path, options, focused }: Question,
): Promise<Sent> {
  const given = alone && !ALWAYS_PRIVATE.has(path) ? { ...options, private: true } : options;
  return focused === undefined
    ? asking.command(situation, path, given)
    : asking.suggest(situation, path, given, focused);
}

/** Buttons and selects that show something. Those that set how far somebody has watched have tests of their own. */
function pressable(sent: Sent): { id: string; values?: readonly string[] }[] {
  return componentsOf(sent).flatMap((component) => {
    const id = String(component.custom_id ?? '');
    if (id === '' || component.disabled === true || /^(?:seen|howfar|bfar|bseen)\b/.test(id)) return [];
    const options = component.options as readonly { value: string }[] | undefined;
    return options === undefined ? [{ id }] : options.map(({ value }) => ({ id, values: [value] }));
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
