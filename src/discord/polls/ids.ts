import { customId } from '../contract/custom-id.ts';

/**
 * Custom ids below polls, results and scores. The names must never change their meaning, because old messages still
 * carry them.
 */

/** Votes for a contestant. */
export const voteId = customId('vote', ['poll', 'choice']);
/** Shows a poll's result to the member who presses; `index` is that of the result, which corrections raise. */
export const resultId = customId('result', ['poll', 'index']);
/** “What is my vote?” */
export const myVoteId = customId('myvote', ['poll']);
/** “Remind me”, for members who have not voted. */
export const remindId = customId('remind', ['poll']);
/** “Yes, do it”, after a question to a moderator; `revision` is the poll's at the time of the question. */
export const pollActId = customId('pollact', ['poll', 'act', 'revision', 'arg']);
/** “Leave it as it is.” */
export const leaveId = customId('leave', []);
/**
 * Another page of the standings, from 1; `from` tells whether the message is public (it then stays as it is) or
 * private.
 */
export const standingsId = customId('standings', ['scope', 'page', 'from']);
/** The same, without members who left the server. */
export const standingsHereId = customId('standings-here', ['scope', 'page', 'from']);
/** Another page of the member's own votes, from 1. */
export const picksId = customId('picks', ['page']);
/** Shows one match of a bracket that is filled in; `mode` is `live` or `blind`. */
export const bracketStepId = customId('bstep', ['mode', 'competition', 'match']);
/** Picks this place of the match. */
export const bracketPickId = customId('bpick', ['mode', 'competition', 'match', 'slot']);
/** Takes the last change back; `step` identifies it. */
export const bracketUndoId = customId('bundo', ['mode', 'competition', 'step']);
/** Shows the whole bracket. */
export const bracketAllId = customId('ball', ['mode', 'competition']);
/** Shows the match that is chosen below the whole bracket. */
export const bracketGoId = customId('bgo', ['mode', 'competition']);
/** “How far have you watched?” before a blind run. */
export const bracketFarId = customId('bfar', ['competition']);
/** “I have watched it” in a blind run: shows how the pick turned out. */
export const bracketSeenId = customId('bseen', ['competition', 'episode']);
/** Shows the member's bracket to everybody in the channel. */
export const bracketShareId = customId('bshare', ['mode', 'competition']);
/** Takes a shared bracket back. */
export const bracketUnshareId = customId('bunshare', ['user']);
/** “Share here”: shows the member's rank to everybody in the channel. */
export const sharePicksId = customId('sharepicks', []);
/** “I have watched it: show me the result.” */
export const resultSeenId = customId('resultseen', ['poll', 'index']);
/** The submitted form of a poll. `opening` is different each time it is opened, so that no client fills in old text. */
export const pollFormId = customId('pollform', ['draft', 'opening']);
/** An act on a draft. */
export const draftId = customId('draft', ['draft', 'act']);
/** Chooses the draft's channel. */
export const draftChannelId = customId('draftchannel', ['draft']);
/** Chooses the draft's role. */
export const draftRoleId = customId('draftrole', ['draft']);
/** “Who won?”, on a notice about a poll that locked with its episode. */
export const whoWonId = customId('whowon', ['poll', 'winner']);
/** “I have watched it”, from a moderator who gives a result: it is then compared with the series' own. */
export const resultWatchedId = customId('resultwatched', ['poll', 'winner']);
/** “Its answer can spoil nothing”, on a notice about an old poll. */
export const aboutNothingId = customId('aboutnothing', ['poll']);
/** “Yes, begin a new game”; `game` is the number of the game at the time of the question. */
export const newGameId = customId('newgame', ['game']);
