import type { MessageBody } from '../../contract/message.ts';
import type { Asking, Reader } from '../../contract/reader.ts';
import { button, linkButton, type Row, rows, select } from '../../elements/controls.ts';
import { moreId, openId, pageId, pickId, seenId } from '../ids.ts';
import { bracketPicture } from './bracket-picture.ts';
import type { Card, Subject } from './cards/card.ts';
import { cardOf, writeSubject } from './cards/index.ts';
import { howFarQuestion, howFarRow } from './how-far.ts';
import { drawPage } from './pages.ts';

/** Rows: addresses (1), ways to other cards (2, or a choice), acts (1), “how far have you watched?” (1): Discord's five. */
const LINK_ROWS = 2;
const PER_ROW = 5;

/** A whole answer about one thing, with all that belongs below it; undefined when it cannot be seen from here. */
export function answerAbout(by: Asking, subject: Subject, page = 0): MessageBody | undefined {
  const card = cardOf(by, subject);
  return card && showCard(by, card, subject, page);
}

/** @param subject what a press below it draws again */
export function showCard(by: Asking, card: Card, subject: Subject, page = 0): MessageBody {
  const drawn = drawPage(by, card, page);
  const choices = choiceRow(by, card);
  return {
    ...(by.reading.unset ? { content: howFarQuestion(by) } : {}),
    embeds: [drawn.embed],
    ...(card.bracketOf === undefined ? {} : { pictures: bracketPicture(by, card.bracketOf) }),
    components: [
      ...linkRows(card, choices.length > 0 ? 0 : LINK_ROWS),
      ...choices,
      ...rows(acts(by, card, subject, drawn)),
      ...(by.reading.unset ? [howFarRow(by, subject)] : []),
    ],
  };
}

function linkRows(card: Card, most: number): Row[] {
  const web = (card.web ?? []).slice(0, PER_ROW).map(({ label, url }) => linkButton(label, url));
  const links = card.links.map(({ kind, id, label, emoji }) =>
    button({ id: openId.write({ kind, id }), label, ...(emoji === undefined ? {} : { emoji }) }),
  );
  const room = most * PER_ROW;
  // One address leads the row; several have one of their own.
  return web.length === 1 ? rows([...web, ...links].slice(0, room)) : [...rows(web), ...rows(links.slice(0, room))];
}

function choiceRow({ say }: Reader, { choices = [] }: Card): Row[] {
  if (choices.length === 0) return [];
  const options = choices.map((own) => ({ value: writeSubject(own), label: own.label, about: own.about }));
  return [select({ id: pickId.write({}), placeholder: say('know.pickPlaceholder'), options })];
}

/** At most five, so that they stand in one row. */
function acts(by: Asking, card: Card, subject: Subject, { page, pages }: { page: number; pages: number }) {
  const { say, reading, episodes } = by;
  const turn = (to: number, emoji: string) =>
    button({ id: pageId.write({ ...subject, page: String(to) }), emoji, disabled: to < 0 || to >= pages });
  // Whether or not this very card hides anything: a button that comes and goes would tell that there is something.
  const seesMore =
    reading.audience === 'public' && episodes.compareHorizons(reading.privateHorizon, reading.horizon) > 0;
  const sourced = card.claims.some(({ known }) => known.sources.length > 0);
  return [
    ...(pages > 1 ? [turn(page - 1, '◀️'), turn(page + 1, '▶️')] : []),
    ...(card.unseenEpisode === undefined
      ? []
      : [button({ id: seenId.write({ episode: card.unseenEpisode }), label: say('know.seenButton'), emoji: '✅' })]),
    ...(sourced
      ? [button({ id: openId.write({ kind: 'sources', id: writeSubject(subject) }), label: say('know.sources') })]
      : []),
    ...(seesMore ? [button({ id: moreId.write(subject), label: say('know.more'), style: 'primary' })] : []),
  ];
}
