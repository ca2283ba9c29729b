import { customId } from '../contract/custom-id.ts';

/** The ids of everything that can be pressed or chosen. A name once given keeps its meaning: old messages still carry it. */

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
/** A server's horizon is moved, with what that does to its polls; `seen` stands for it as it was then. */
export const moveHorizonId = customId('movehorizon', ['horizon', 'seen']);
/** `/setup`: how far the server has watched. */
export const setupHorizonId = customId('setuphorizon', []);
/** “Yes, move it”, asked on the way through `/setup`. */
export const setupMoveId = customId('setupmove', ['horizon', 'seen']);
/** `/setup`: where the series' own feed is announced. */
export const setupAnnounceId = customId('setupannounce', []);
/** `/setup`: where notices to moderators go. */
export const setupNoticesId = customId('setupnotices', []);
/** `/setup`: the language of what everybody in the server reads. */
export const setupLanguageId = customId('setuplanguage', []);
/** `/setup`, drawn again as everything stands now. */
export const setupCheckId = customId('setupcheck', []);
/** `/setup` is done. */
export const setupDoneId = customId('setupdone', []);
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
/** One of the feeds that a page names, which was given in place of a feed. */
export const pickFeedId = customId('pickfeed', ['offer']);
/** What is to become of a feed's many new entries at once. */
export const floodId = customId('flood', ['subscription', 'answer']);
/** “I have watched this”, on an announcement; `mark` tells the bot its own post. */
export const watchedId = customId('watched', ['episode', 'mark']);
/** “Why am I seeing this?”, on an announcement of something else. */
export const aboutId = customId('about', ['mark']);
/** “What is this?”, on a notice to moderators; `mark` tells the bot its own post. */
export const noticeId = customId('notice', ['mark']);
