import { customId } from '../custom-id.ts';

/** The ids of everything that can be pressed or chosen. A name once given keeps its meaning: old messages still carry it. */

/** A vote. */
export const voteId = customId('vote', ['poll', 'choice']);
/** The result of a poll, shown to the one who presses. `index` counts corrections. */
export const resultId = customId('result', ['poll', 'index']);
/** “I have watched it: show me the result.” */
export const resultSeenId = customId('resultseen', ['poll', 'index']);
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
/** “I have watched this”, on an announcement; `mark` tells the bot its own post. */
export const watchedId = customId('watched', ['episode', 'mark']);
/** “Why am I seeing this?”, on an announcement of something else. */
export const aboutId = customId('about', ['mark']);
