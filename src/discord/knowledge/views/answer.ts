import type { APIComponentInContainer } from 'discord-api-types/v10';
import { defined } from '../../../util/defined.ts';
import { madeOnce } from '../../../util/made-once.ts';
import { createRecent } from '../../../util/recent.ts';
import type { MessageBody, MessagePicture } from '../../contract/message.ts';
import type { Asking, Reader } from '../../contract/reader.ts';
import { button, linkButton, rows, select } from '../../elements/controls.ts';
import { container } from '../../elements/layouts.ts';
import { moreId, openId, pageId, pickId, seenId } from '../ids.ts';
import { bracketPicture } from './bracket-picture.ts';
import type { Card, Link, Subject } from './cards/card.ts';
import { cardOf, writeSubject } from './cards/index.ts';
import { howFarQuestion, howFarRow } from './how-far.ts';
import { type Drawn, drawPage } from './pages.ts';

/** More cannot be read at a glance. */
const MOST_BUTTONS = 3;

/** How many answers are kept of one view: all that is asked for again and again. */
const MOST_KEPT = 500;
/** What was searched for has no end, and is asked for once. */
const NOT_KEPT = /^search$|^search\//;

/** Answers as they were drawn, by view and voice; they go with the view they were drawn from. */
const keptOf = madeOnce((_view: Asking['view']) =>
  madeOnce((_say: Asking['say']) => createRecent<MessageBody | undefined>(MOST_KEPT)),
);

/**
 * A whole answer about one thing, with all that belongs below it; undefined when it cannot be seen from here. It is the same
 * for all who may see as much and read the same language, so it is drawn once.
 */
export function answerAbout(by: Asking, subject: Subject, page = 0): MessageBody | undefined {
  // Whoever is asked how far they have watched gets a question of their own.
  if (by.reading.unset || NOT_KEPT.test(subject.kind) || NOT_KEPT.test(subject.id))
    return drawAnswer(by, subject, page);
  const kept = keptOf(by.view)(by.say);
  const key = JSON.stringify([by.language, subject.kind, subject.id, page, by.reading.audience, maySeeMore(by)]);
  return kept(key, () => drawAnswer(by, subject, page));
}

function drawAnswer(by: Asking, subject: Subject, page: number): MessageBody | undefined {
  const card = cardOf(by, subject);
  return card && showCard(by, card, subject, page);
}

/** @param subject what a press below it draws again */
export function showCard(by: Asking, card: Card, subject: Subject, page = 0): MessageBody {
  const drawn = drawPage(by, card, page);
  const pictures = drawn.page === 0 ? picturesOf(by, card) : [];
  return {
    ...(by.reading.unset ? { content: howFarQuestion(by) } : {}),
    layout: [container(card.color, [...drawn.blocks, ...ways(by, card, subject), ...acts(by, card, subject, drawn)])],
    ...(pictures.length === 0 ? {} : { pictures }),
    ...(by.reading.unset ? { components: [howFarRow(by, subject)] } : {}),
  };
}

function picturesOf(by: Asking, { thumbnail, pictures = [], bracketOf }: Card): MessagePicture[] {
  return [
    ...(thumbnail === undefined || 'url' in thumbnail ? [] : [thumbnail]),
    ...pictures,
    ...(bracketOf === undefined ? [] : bracketPicture(by, bracketOf)),
  ];
}

/** One way or two, from a card that has no other button of its own, are buttons themselves. */
function areButtons({ links, turns, web, unseenEpisode }: Card): boolean {
  return links.length <= 2 && turns === undefined && (web ?? []).length === 0 && unseenEpisode === undefined;
}

/** Every way from here, in one choice; where a card lists what it found, that is the choice. */
function ways({ say }: Reader, card: Card, subject: Subject): APIComponentInContainer[] {
  const { choices = [], links, claims, turns } = card;
  if (choices.length > 0) {
    const options = choices.map((own) => ({ value: writeSubject(own), label: own.label, about: own.about }));
    return [select({ id: pickId.write({}), placeholder: say('know.pickPlaceholder'), options })];
  }
  const sourced = claims.some(({ known }) => known.sources.length > 0);
  const beside = [turns?.before, turns?.after].flatMap((link) => link ?? []);
  const all: readonly Link[] = [
    ...beside,
    ...links.filter((link) => beside.every(({ kind, id }) => kind !== link.kind || id !== link.id)),
  ];
  if (areButtons(card)) return [];
  const sources = sourcesOf(say, subject);
  const options = [...all.slice(0, sourced ? 24 : 25), ...(sourced ? [sources] : [])].map(optionOf);
  return options.length === 0 ? [] : [select({ id: pickId.write({}), placeholder: say('know.goTo'), options })];
}

function sourcesOf(say: Reader['say'], subject: Subject): Link {
  return { kind: 'sources', id: writeSubject(subject), label: say('know.sources'), emoji: '🔗' };
}

function optionOf({ kind, id, label, emoji }: Link) {
  return { value: writeSubject({ kind, id }), label, ...defined({ emoji }) };
}

function wayButton({ kind, id, label, emoji }: Link) {
  return button({ id: openId.write({ kind, id }), label, ...defined({ emoji }) });
}

/** What can be done here, at most three: what this card is for comes first, then where it leads. */
function acts(by: Asking, card: Card, subject: Subject, { page, pages }: Drawn): APIComponentInContainer[] {
  const { say } = by;
  const [web] = card.web ?? [];
  const next = (page + 1) % pages;
  const turn = (link: Link | undefined, emoji: string) =>
    link === undefined ? [] : [button({ id: openId.write(link), label: link.label, emoji })];
  const seesMore = maySeeMore(by);
  const sourced = card.claims.some(({ known }) => known.sources.length > 0) ? [sourcesOf(say, subject)] : [];
  const few = areButtons(card) && (card.choices ?? []).length === 0 ? [...card.links, ...sourced] : [];
  const first = [
    ...few.slice(0, MOST_BUTTONS - (pages > 1 ? 1 : 0) - (seesMore ? 1 : 0)).map((link) => wayButton(link)),
    ...(web === undefined ? [] : [linkButton(web.label, web.url)]),
    ...(card.unseenEpisode === undefined
      ? []
      : [button({ id: seenId.write({ episode: card.unseenEpisode }), label: say('know.seenButton'), emoji: '✅' })]),
    ...(pages > 1
      ? [button({ id: pageId.write({ ...subject, page: String(next) }), label: `${next + 1}/${pages}`, emoji: '▶️' })]
      : []),
  ];
  const more = seesMore ? [button({ id: moreId.write(subject), label: say('know.more'), style: 'primary' })] : [];
  const turns = [...turn(card.turns?.before, '◀️'), ...turn(card.turns?.after, '▶️')];
  // Where there is not room for both, the one after is what is wanted.
  const room = Math.max(0, MOST_BUTTONS - first.length - more.length);
  return rows([...first, ...turns.slice(Math.max(0, turns.length - room)), ...more]);
}

/** Whether or not this very card hides anything: a button that comes and goes would tell that there is something. */
function maySeeMore({ reading, episodes }: Asking): boolean {
  return reading.audience === 'public' && episodes.compareHorizons(reading.privateHorizon, reading.horizon) > 0;
}
