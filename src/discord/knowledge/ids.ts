import { customId } from '../contract/custom-id.ts';

/** The ids of what is pressed and chosen below answers about the series. A name once given keeps its meaning: old messages still carry it. */

/** “How far have you watched?” below an answer about `kind` and `id`, which is then drawn again. */
export const howFarId = customId('howfar', ['kind', 'id']);
/** Another card. */
export const openId = customId('open', ['kind', 'id']);
/** Another page of a card, counted from 0. */
export const pageId = customId('page', ['kind', 'id', 'page']);
/** A select among several cards: what was found, or what may have been meant. Its values name them. */
export const pickId = customId('pick', []);
/** “I have watched this”, on an episode's card. */
export const seenId = customId('seen', ['episode']);
/** The rest of a public answer, for the asker alone. */
export const moreId = customId('more', ['kind', 'id']);
