import { customId } from '../contract/custom-id.ts';

/** The ids of what is pressed and chosen below polls, their results and their scores. A name once given keeps its meaning: old messages still carry it. */

/** A vote. */
export const voteId = customId('vote', ['poll', 'choice']);
/** The result of a poll, shown to the one who presses. `index` counts corrections. */
export const resultId = customId('result', ['poll', 'index']);
/** “What is my vote?” */
export const myVoteId = customId('myvote', ['poll']);
/** “Remind me”, of who has not voted yet. */
export const remindId = customId('remind', ['poll']);
/** “Yes, do it”, of a moderator to whom it was said what changes; `revision` is the poll's as it was then. */
export const pollActId = customId('pollact', ['poll', 'act', 'revision', 'arg']);
/** “Leave it as it is.” */
export const leaveId = customId('leave', []);
/** Another page of the standings, from 1; `from` tells a public message, which stays as it is, from a private one. */
export const standingsId = customId('standings', ['scope', 'page', 'from']);
/** The same, of those who are still in the server. */
export const standingsHereId = customId('standings-here', ['scope', 'page', 'from']);
/** Another page of one's own picks, from 1. */
export const picksId = customId('picks', ['page']);
/** One match of a bracket that is filled in; `mode` is `live` or `blind`. */
export const bracketStepId = customId('bstep', ['mode', 'competition', 'match']);
/** Who stands in this place of the match goes on. */
export const bracketPickId = customId('bpick', ['mode', 'competition', 'match', 'slot']);
/** The last change is taken back; `step` tells which that was. */
export const bracketUndoId = customId('bundo', ['mode', 'competition', 'step']);
/** The whole bracket, filled in as far as it is. */
export const bracketAllId = customId('ball', ['mode', 'competition']);
/** A match to go to, chosen below the whole bracket. */
export const bracketGoId = customId('bgo', ['mode', 'competition']);
/** “How far have you watched?”, before a bracket is played at one's own pace. */
export const bracketFarId = customId('bfar', ['competition']);
/** “I have watched it”, of who plays at their own pace: what came of their pick. */
export const bracketSeenId = customId('bseen', ['competition', 'episode']);
/** One's own bracket is shown to everybody here. */
export const bracketShareId = customId('bshare', ['mode', 'competition']);
/** A bracket that a member showed is taken back by them. */
export const bracketUnshareId = customId('bunshare', ['user']);
/** “Share here”: one's own rank, for everybody in the channel. */
export const sharePicksId = customId('sharepicks', []);
/** “I have watched it: show me the result.” */
export const resultSeenId = customId('resultseen', ['poll', 'index']);
/** A form for a poll that is sent back. `opening` tells one opening of it from another: no client fills it with old text. */
export const pollFormId = customId('pollform', ['draft', 'opening']);
/** What is done with a poll that is not posted yet. */
export const draftId = customId('draft', ['draft', 'act']);
/** Where it is to be posted. */
export const draftChannelId = customId('draftchannel', ['draft']);
/** Who is to vote in it. */
export const draftRoleId = customId('draftrole', ['draft']);
/** “Who won?”, of moderators whose poll locked with its episode. */
export const whoWonId = customId('whowon', ['poll', 'winner']);
/** “I have watched it”, of a moderator who gives a result: it is compared with what the series tells. */
export const resultWatchedId = customId('resultwatched', ['poll', 'winner']);
/** “Its answer can spoil nothing”, of moderators who were asked about an old poll. */
export const aboutNothingId = customId('aboutnothing', ['poll']);
/** “Yes, begin a new game”; `game` is the number of the one that was going on. */
export const newGameId = customId('newgame', ['game']);
