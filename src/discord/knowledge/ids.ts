import { customId } from '../contract/custom-id.ts';

/**
 * Custom ids below answers about the series. The names must never change their meaning, because old messages still
 * carry them.
 */

/** “How far have you watched?” below an answer about `kind` and `id`, which is then redrawn. */
export const howFarId = customId('howfar', ['kind', 'id']);
/** Opens another card. */
export const openId = customId('open', ['kind', 'id']);
/** Opens another page of a card, counted from 0. */
export const pageId = customId('page', ['kind', 'id', 'page']);
/** Chooses one of several cards, which its values name. */
export const pickId = customId('pick', []);
/** “I have watched this”, on an episode's card. */
export const seenId = customId('seen', ['episode']);
/** Shows privately what a public answer left out. */
export const moreId = customId('more', ['kind', 'id']);
