import { customId } from '../contract/custom-id.ts';

/** The ids of what is pressed and chosen below polls, their results and their scores. A name once given keeps its meaning: old messages still carry it. */

/** A vote. */
export const voteId = customId('vote', ['poll', 'choice']);
/** The result of a poll, shown to the one who presses. `index` counts corrections. */
export const resultId = customId('result', ['poll', 'index']);
/** “What is my vote?” */
export const myVoteId = customId('myvote', ['poll']);
/** “Yes, do it”, of a moderator to whom it was said what changes; `revision` is the poll's as it was then. */
export const pollActId = customId('pollact', ['poll', 'act', 'revision', 'arg']);
/** “Leave it as it is.” */
export const leaveId = customId('leave', []);
/** Another page of the standings, from 1; `from` tells a public message, which stays as it is, from a private one. */
export const standingsId = customId('standings', ['scope', 'page', 'from']);
/** Another page of one's own picks, from 1. */
export const picksId = customId('picks', ['page']);
/** A winner for a match of the bracket, on a page of the form. */
export const forecastId = customId('forecast', ['competition', 'match', 'page']);
/** Another page of the form, from 0. */
export const forecastPageId = customId('forecastpage', ['competition', 'page']);
/** “I have watched it: show me the result.” */
export const resultSeenId = customId('resultseen', ['poll', 'index']);
