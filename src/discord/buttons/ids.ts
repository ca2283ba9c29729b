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
/** The select of near misses among one kind. */
export const nearId = customId('near', ['kind']);
/** The rest of a public answer, for the asker alone. */
export const moreId = customId('more', ['kind', 'id']);
/** “I have watched this”, on an announcement; `mark` tells the bot its own post. */
export const watchedId = customId('watched', ['episode', 'mark']);
/** “Why am I seeing this?”, on an announcement of something else. */
export const aboutId = customId('about', ['mark']);
