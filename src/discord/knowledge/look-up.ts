import type { Hit, Kind, KnowledgeView } from '../../domain/knowledge/view-types.ts';
import { UserError } from '../../i18n/user-error.ts';
import type { Call, Suggestion } from '../contract/command.ts';
import { shortened } from '../contract/markdown.ts';
import type { MessageBody } from '../contract/message.ts';
import type { Asking, Reader } from '../contract/reader.ts';
import { readTyped, shortTyped, writeTyped } from '../contract/typed-text.ts';
import { select } from '../elements/controls.ts';
import { pickId } from './ids.ts';
import { answerAbout, showCard } from './views/answer.ts';
import type { Subject } from './views/cards/card.ts';
import { readSubject, writeSubject } from './views/cards/index.ts';
import { hitsCard, kindName } from './views/cards/search-card.ts';
import { howFarQuestion, howFarRow, NOTHING } from './views/how-far.ts';

/** The subject of a look-up by what was typed, to be tried again once it is known how far someone has watched. */
const TYPED = 'typed-';

/** Longest name and value of an autocomplete's choice. */
const SUGGESTION = 100;

type Meant = { readonly one: string } | { readonly near: readonly Hit[] };

/**
 * What somebody typed, looked up among one kind. What may not be told to everybody here, and every miss, is for the asker
 * alone; a miss says the same whether the name is hidden or does not exist, and does not repeat it.
 */
export function lookUp(call: Call, kind: Kind, typed: string): MessageBody {
  const text = shortTyped(typed);
  const here = meant(call.view, kind, text);
  const answer = 'one' in here ? answerAbout(call, { kind, id: here.one }) : undefined;
  if (answer !== undefined) return answer;

  const own = call.alone();
  const there = meant(own.view, kind, text);
  const ownAnswer = 'one' in there ? answerAbout(own, { kind, id: there.one }) : undefined;
  if (ownAnswer !== undefined) return { ...ownAnswer, onlyForAsker: true };
  return {
    ...missed(own, { kind: `${TYPED}${kind}`, id: writeTyped(text) }, 'near' in there ? there.near : []),
    onlyForAsker: true,
  };
}

/** Everything that fits what was typed, or the one thing that does. */
export function searchFor(call: Call, typed: string): MessageBody {
  const subject = { kind: 'search', id: writeTyped(typed) };
  const answer = searched(call, subject, typed);
  if (answer !== undefined) return answer;
  const own = call.alone();
  return { ...(searched(own, subject, typed) ?? missed(own, subject, [])), onlyForAsker: true };
}

function searched(call: Asking, subject: Subject, typed: string): MessageBody | undefined {
  const picked = readSubject(typed);
  const card = picked && kinds.some((kind) => kind === picked.kind) ? answerAbout(call, picked) : undefined;
  if (card !== undefined) return card;
  const text = shortTyped(typed);
  const [first, ...others] = call.view.search(text);
  if (call.view.ask(text).length > 0) return answerAbout(call, subject);
  return first !== undefined && others.length === 0 ? answerAbout(call, first) : answerAbout(call, subject);
}

/** The card, or a sentence where it cannot be seen by the one who asks, whatever the reason. @throws UserError */
export function seenOrSaid(body: MessageBody | undefined): MessageBody {
  if (body === undefined) throw new UserError((say) => say('know.notHere'));
  return body;
}

/** Draws again what was asked before somebody said how far they have watched. */
export function askedAgain(call: Call, subject: Subject): MessageBody | undefined {
  if (subject.kind === 'search') return searchFor(call, readTyped(subject.id));
  const kind = kinds.find((own) => subject.kind === `${TYPED}${own}`);
  return kind === undefined ? answerAbout(call, subject) : lookUp(call, kind, readTyped(subject.id));
}

const kinds: readonly Kind[] = ['character', 'episode', 'match', 'song', 'term', 'series'];

/** One, when nothing else fits as well; otherwise what it may have been. */
function meant(view: KnowledgeView, kind: Kind, typed: string): Meant {
  const id = typed.trim().toLowerCase();
  const things = {
    character: view.character,
    episode: view.episode,
    match: view.match,
    song: view.song,
    term: view.term,
  };
  if (kind !== 'series' && things[kind](id) !== undefined) return { one: id };
  const hits = view.find(kind, typed);
  const [best, ...others] = hits;
  if (best === undefined) return { near: [] };
  // A song's other versions carry its title: they are no rivals of it.
  const rivals = others.filter((hit) => hit.match === best.match && view.song(hit.id)?.versionOf !== best.id);
  const sure = others.length === 0 || (['exact', 'sound', 'prefix'].includes(best.match) && rivals.length === 0);
  return sure ? { one: best.id } : { near: hits };
}

/** Several that go by the very name, rather than none. */
function isCalledSo([best]: readonly Hit[]): boolean {
  return best?.match === 'exact' || best?.match === 'sound';
}

function missed(call: Asking, subject: Subject, near: readonly Hit[]): MessageBody {
  const { say, reading } = call;
  const options = near.map((hit) => ({
    value: writeSubject(hit),
    label: call.view.textIn(hit.name, call.language),
    about: kindName(call, hit),
  }));
  const sentence = near.length === 0 ? say('know.miss') : isCalledSo(near) ? say('know.several') : say('know.near');
  return {
    content: reading.unset ? `${sentence}\n${howFarQuestion(call)}` : sentence,
    components: [
      ...(options.length === 0
        ? []
        : [select({ id: pickId.write({}), placeholder: say('know.nearPlaceholder'), options })]),
      ...(reading.unset ? [howFarRow(call, subject)] : []),
    ],
  };
}

/** Everything that fits so far; what is picked opens its own card. */
export function suggestAnything(typed: string, { view, language }: Reader): Suggestion[] {
  return view
    .search(typed)
    .map((hit) => ({ name: shortened(view.textIn(hit.name, language), SUGGESTION), value: writeSubject(hit) }));
}

/** What a message names, for the one who asked. */
export function lookUpMentioned(call: Asking, text: string): MessageBody {
  const { say, reading } = call;
  const hits = call.view.mentionedIn(text);
  const [first, ...others] = hits;
  if (first !== undefined && others.length === 0) return seenOrSaid(answerAbout(call, first));
  if (first !== undefined) return showCard(call, hitsCard(call, say('know.named'), hits), NOTHING);
  const sentence = say('know.namedNothing');
  return reading.unset
    ? { content: `${sentence}\n${howFarQuestion(call)}`, components: [howFarRow(call, NOTHING)] }
    : { content: sentence };
}
