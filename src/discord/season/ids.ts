import { customId } from '../contract/custom-id.ts';

/**
 * Custom ids on notices about uploads that nobody recognises. The names must never change their meaning, because old
 * messages still carry them.
 */

/** “New episode”: opens the form. `entry` identifies the feed's entry. */
export const newEpisodeId = customId('newepisode', ['entry']);
/** The submitted form; `once` is different each time it is opened. */
export const newEpisodeFormId = customId('newepisodeform', ['entry', 'once']);
/** “One of these…”: shows a select of episodes. */
export const whichEpisodeId = customId('whichepisode', ['entry']);
/** An episode was chosen. */
export const isEpisodeId = customId('isepisode', ['entry']);
/** “Not an episode” */
export const noEpisodeId = customId('noepisode', ['entry']);
/** “One of ours…”: asks which added episode this one of the data is. */
export const whichOursId = customId('whichours', ['episode']);
/** An added episode was chosen. */
export const isOursId = customId('isours', ['episode']);
/** “None of ours” */
export const noneOursId = customId('noneours', ['episode']);
/** “Correct it”: gives a poll the result that the data has. */
export const correctResultId = customId('correctresult', ['poll']);
/** “Keep ours” */
export const keepResultId = customId('keepresult', ['poll']);
/** Shows the title of an upload, where the server chose not to see titles. */
export const showTitleId = customId('showtitle', ['entry']);
