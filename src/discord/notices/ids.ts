import { customId } from '../contract/custom-id.ts';

/** The ids of what is pressed and chosen below notices. A name once given keeps its meaning: old messages still carry it. */

/** “What is this?”, on a notice to moderators; `mark` tells the bot its own post. */
export const noticeId = customId('notice', ['mark']);
