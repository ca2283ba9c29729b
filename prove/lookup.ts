import { assembleKnowledge, type Hit, type KnowledgeView } from '../src/domain/knowledge/index.ts';
import { readKnowledgeFiles } from '../src/sources/knowledge-files.ts';
import { FALSE_FRIENDS, QUERIES_BY_KIND } from './lookup-by-kind.ts';
import { LOOKUP_QUERIES } from './lookup-queries.ts';
import { NO_QUESTIONS, QUESTIONS } from './lookup-questions.ts';
import { ROUNDS, type Round } from './lookup-rounds/index.ts';
import type { Trial } from './trial.ts';

/** The share of the typed queries that must come first. All of them must be among the first `SHOWN`. */
const FIRST = 0.95;
const SHOWN = 5;

interface Tried {
  readonly kind: string;
  readonly typed: string;
  readonly wanted: readonly string[];
  readonly place: number;
  readonly first: string | undefined;
}

export const lookup: Trial = {
  name: 'lookup',
  about: 'what people type finds what they mean, kind by kind; false friends find nothing; questions are answered',
  async run({ knowledgeDir }) {
    const view = assembleKnowledge(await readKnowledgeFiles(knowledgeDir)).seenFrom('all');
    const tried = [...asSpelled(view), ...byKind(view)];
    const first = tried.filter(({ place }) => place === 0).length;
    const lost = tried.filter(({ place }) => place < 0 || place >= SHOWN);
    const share = first / tried.length;
    const friends = falseFriends(view, FALSE_FRIENDS);
    const asked = questions(view, QUESTIONS, NO_QUESTIONS);
    const rounds = ROUNDS.map((round) => roundAgain(view, round));
    const unexpected = rounds.flatMap(({ missed }) => missed);
    const kinds = Object.fromEntries(
      [...new Set(tried.map(({ kind }) => kind))].map((kind) => {
        const own = tried.filter((one) => one.kind === kind);
        return [kind, `${own.filter(({ place }) => place === 0).length} of ${own.length}`];
      }),
    );
    return {
      held: share >= FIRST && lost.length === 0 && friends.wrong.length + asked.wrong.length + unexpected.length === 0,
      trials: tried.length + friends.count + asked.count + rounds.reduce((sum, { count }) => sum + count, 0),
      failures: [
        ...tried.filter(({ place }) => place !== 0).map(missed),
        ...friends.wrong,
        ...asked.wrong,
        ...unexpected,
      ],
      figures: {
        queries: tried.length,
        first,
        firstPercent: Math.round(share * 1000) / 10,
        inFirstFive: tried.length - lost.length,
        falseFriends: friends.count,
        questions: asked.count,
        ...kinds,
        ...Object.fromEntries(rounds.map(({ name, said }) => [name, said])),
      },
    };
  },
};

function asSpelled(view: KnowledgeView): Tried[] {
  return LOOKUP_QUERIES.map(([kind, typed, wanted]) => {
    const hits: readonly Hit[] = kind === 'any' ? view.search(typed) : view.find(kind, typed);
    const found = hits.map(({ kind: own, id }) => (kind === 'any' ? `${own}/${id}` : id));
    return { kind: 'as it is spelled', typed, wanted: [wanted], place: found.indexOf(wanted), first: found[0] };
  });
}

function byKind(view: KnowledgeView): Tried[] {
  return Object.entries(QUERIES_BY_KIND).flatMap(([kind, lines]) => queriesOf(view, kind, lines));
}

/** Runs a round again: what it ever found must still be found. */
function roundAgain(view: KnowledgeView, round: Round) {
  const tried = queriesOf(view, round.name, round.queries);
  const friends = falseFriends(view, round.falseFriends);
  const asked = questions(view, round.questions, round.noQuestions);
  const known = linesOf(round.stillMissed);
  const all = [...tried.filter(({ place }) => place !== 0).map(missed), ...friends.wrong, ...asked.wrong];
  const first = tried.filter(({ place }) => place === 0).length;
  return {
    name: round.name,
    count: tried.length + friends.count + asked.count,
    said: `${round.firstContact} of ${tried.length} at first contact, ${first} now`,
    missed: all.filter((sentence) => !known.some((typed) => sentence.includes(`“${typed}”`))),
  };
}

function queriesOf(view: KnowledgeView, kind: string, lines: string): Tried[] {
  return linesOf(lines).map((line) => {
    const [typed, wanted] = parted(line, ' = ');
    const all = wanted.split(' | ');
    const found = view.search(typed).map(({ kind: own, id }) => `${own}/${id}`);
    return { kind, typed, wanted: all, place: found.findIndex((one) => all.includes(one)), first: found[0] };
  });
}

function falseFriends(view: KnowledgeView, text: string): { count: number; wrong: string[] } {
  const lines = linesOf(text);
  const wrong = lines.flatMap((line) => {
    const [typed, not] = line.includes(' != ') ? parted(line, ' != ') : [line.replace(/ =$/, ''), undefined];
    const found = view.search(typed).map(({ kind, id }) => `${kind}/${id}`);
    if (not === undefined) return found.length > 0 ? [`“${typed}” finds ${found[0]} and should find nothing`] : [];
    return found.includes(not) ? [`“${typed}” finds ${not}`] : [];
  });
  return { count: lines.length, wrong };
}

function questions(view: KnowledgeView, text: string, no: string): { count: number; wrong: string[] } {
  const asked = linesOf(text);
  const wrong = asked.flatMap((line) => {
    const [typed, wanted] = parted(line, ' = ');
    const [, asks, of, holds = ''] = /^(\w+) (\S+?):(.*)$/.exec(`${wanted} `) ?? [];
    const [question] = view.ask(typed);
    const answer = question && view.answer(question);
    const isRight =
      question?.asks === asks &&
      (of === '*' || `${question?.of.kind}/${question?.of.id}` === of) &&
      JSON.stringify(answer?.lines ?? []).includes(holds.trim());
    return isRight ? [] : [`“${typed}” is not answered as ${wanted}, but ${JSON.stringify(question)}`];
  });
  const none = linesOf(no);
  const taken = none.filter((typed) => view.ask(typed).length > 0).map((typed) => `“${typed}” is taken for a question`);
  return { count: asked.length + none.length, wrong: [...wrong, ...taken] };
}

function missed({ kind, typed, wanted, place, first }: Tried): string {
  const what = `${kind}: “${typed}”`;
  return place < 0
    ? `${what} does not find ${wanted[0]}, but ${first ?? 'nothing'}`
    : `${what} finds ${wanted[0]} in place ${place + 1}, after ${first}`;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function parted(line: string, by: string): [string, string] {
  const at = line.lastIndexOf(by);
  return [line.slice(0, at), line.slice(at + by.length)];
}
