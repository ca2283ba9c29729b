import { customId } from '../contract/custom-id.ts';

/** Custom ids below notices. The names must never change their meaning, because old messages still carry them. */

/** “What is this?” on a notice to moderators; by `mark` the bot recognises its own post. */
export const noticeId = customId('notice', ['mark']);
