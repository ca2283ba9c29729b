import { madeOnce } from '../../util/made-once.ts';
import { EMPTY_CELL, FULL_CELL } from '../contract/bars.ts';
import type { MessageBody } from '../contract/message.ts';
import { rewritten } from './rewritten.ts';

/** The emoji of the application that bars are drawn with, each as `name:id`. */
export type BarEmoji = Readonly<Record<'full' | 'empty', Readonly<Record<'left' | 'none' | 'right', string>>>>;

export interface Bars {
  /** Sets the emoji to use; undefined while Discord does not have all of them. */
  learn(emoji: BarEmoji | undefined): void;
  /**
   * The message with bars drawn in emoji instead of signs. Unchanged while emoji are missing, or where the result would
   * be too long.
   */
  into(body: MessageBody): MessageBody;
}

/** Every bar has at least five signs; names never have that many in a row. */
const BAR = new RegExp(`[${FULL_CELL}${EMPTY_CELL}]{5,}`, 'g');

export function createBars(): Bars {
  let emoji: BarEmoji | undefined;
  const drawn = (body: MessageBody): MessageBody => {
    const cells = emoji;
    return cells === undefined ? body : rewritten(body, (text) => text.replace(BAR, (bar) => inEmoji(bar, cells)));
  };
  let made = madeOnce(drawn);
  return {
    learn(learned) {
      emoji = learned;
      made = madeOnce(drawn);
    },
    into: (body) => (emoji === undefined ? body : made(body)),
  };
}

function inEmoji(bar: string, emoji: BarEmoji): string {
  const cells = [...bar];
  return cells
    .map((cell, at) => {
      const end = at === 0 ? 'left' : at === cells.length - 1 ? 'right' : 'none';
      return `<:${emoji[cell === FULL_CELL ? 'full' : 'empty'][end]}>`;
    })
    .join('');
}
