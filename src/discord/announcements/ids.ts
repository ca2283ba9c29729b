import { customId } from '../contract/custom-id.ts';

/** Custom ids below announcements. The names must never change their meaning, because old messages still carry them. */

/** Chooses one of the feeds that a page names. */
export const pickFeedId = customId('pickfeed', ['offer']);
/** Answers what to do with a feed's flood of entries. */
export const floodId = customId('flood', ['subscription', 'answer']);
/** “I have watched this” on an announcement; by `mark` the bot recognises its own post. */
export const watchedId = customId('watched', ['episode', 'mark']);
/** “Why am I seeing this?” on an announcement that is not of an episode; by `mark` the bot recognises its own post. */
export const aboutId = customId('about', ['mark']);
