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

/** More buttons than this cannot be taken in at a glance. */
const MOST_BUTTONS = 3;

/** How many answers are held for each view. */
const MOST_KEPT = 500;
/** Subjects that are not held: searches, of which there is no limit and which are rarely repeated. */
const NOT_KEPT = /^search$|^search\//;

/** Drawn answers, by view and `say`; they are dropped together with their view. */
const keptOf = madeOnce((_view: Asking['view']) =>
  madeOnce((_say: Asking['say']) => createRecent<MessageBody | undefined>(MOST_KEPT)),
);

/**
 * The whole answer about one thing; undefined when it cannot be seen at this horizon. It is the same for all who may
 * see as much in the same language, so it is drawn once and held.
 */
export function answerAbout(by: Asking, subject: Subject, page = 0): MessageBody | undefined {
  // The question “how far have you watched?” is different for each member.
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

/** @param subject what a button below it redraws */
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

/** Whether the card's links fit as buttons: at most two, on a card without other buttons of its own. */
function areButtons({ links, turns, web, unseenEpisode }: Card): boolean {
  return links.length <= 2 && turns === undefined && (web ?? []).length === 0 && unseenEpisode === undefined;
}

/** All links to other cards in one select. On a card that lists search results, the select is for those. */
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

/** At most three buttons: first what the card is for, then where it leads. */
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
  // Where only one of “before” and “after” fits, the latter is shown.
  const room = Math.max(0, MOST_BUTTONS - first.length - more.length);
  return rows([...first, ...turns.slice(Math.max(0, turns.length - room)), ...more]);
}

/** Does not depend on whether this very card hides something: a button that comes and goes would tell that. */
function maySeeMore({ reading, episodes }: Asking): boolean {
  return reading.audience === 'public' && episodes.compareHorizons(reading.privateHorizon, reading.horizon) > 0;
}
