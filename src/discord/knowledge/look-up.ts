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

/** Prefix of a subject that holds typed text, to be looked up again once it is known how far the member has watched. */
const TYPED = 'typed-';

/** Discord's limit for the name and value of a choice. */
const SUGGESTION = 100;

type Meant = { readonly one: string } | { readonly near: readonly Hit[] };

/**
 * The answer to a look-up among one kind. Answers that may not be public here, and all misses, are private. A miss
 * reads the same whether the name is hidden or does not exist, and does not repeat it.
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

/** The answer to a search: everything that fits, or the only thing that does. */
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

/**
 * The card, if the asker can see it.
 *
 * @throws UserError otherwise, the same whatever the reason
 */
export function seenOrSaid(body: MessageBody | undefined): MessageBody {
  if (body === undefined) throw new UserError((say) => say('know.notHere'));
  return body;
}

/** Repeats the answer for a subject after the member said how far they have watched. */
export function askedAgain(call: Call, subject: Subject): MessageBody | undefined {
  if (subject.kind === 'search') return searchFor(call, readTyped(subject.id));
  const kind = kinds.find((own) => subject.kind === `${TYPED}${own}`);
  return kind === undefined ? answerAbout(call, subject) : lookUp(call, kind, readTyped(subject.id));
}

const kinds: readonly Kind[] = ['character', 'episode', 'match', 'song', 'term', 'series'];

/** One thing, if nothing else fits as well; otherwise several candidates. */
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
  // Other versions of a song have its title, and do not compete with it.
  const rivals = others.filter((hit) => hit.match === best.match && view.song(hit.id)?.versionOf !== best.id);
  const sure = others.length === 0 || (['exact', 'sound', 'prefix'].includes(best.match) && rivals.length === 0);
  return sure ? { one: best.id } : { near: hits };
}

/** Whether the candidates have exactly that name. */
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

/** Suggests everything that fits so far; choosing one opens its card. */
export function suggestAnything(typed: string, { view, language }: Reader): Suggestion[] {
  return view
    .search(typed)
    .map((hit) => ({ name: shortened(view.textIn(hit.name, language), SUGGESTION), value: writeSubject(hit) }));
}

/** What a message mentions, for the member who asked. */
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
