import { customId } from '../contract/custom-id.ts';

/** The ids of what is pressed and chosen below announcements. A name once given keeps its meaning: old messages still carry it. */

/** One of the feeds that a page names, which was given in place of a feed. */
export const pickFeedId = customId('pickfeed', ['offer']);
/** What is to become of a feed's many new entries at once. */
export const floodId = customId('flood', ['subscription', 'answer']);
/** “I have watched this”, on an announcement; `mark` tells the bot its own post. */
export const watchedId = customId('watched', ['episode', 'mark']);
/** “Why am I seeing this?”, on an announcement of something else. */
export const aboutId = customId('about', ['mark']);
