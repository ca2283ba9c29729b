import { customId } from '../contract/custom-id.ts';

/** The ids of what is pressed and sent about uploads that nobody recognises. A name once given keeps its meaning: old messages still carry it. */

/** “New episode”: opens the form. `entry` stands for the feed's entry. */
export const newEpisodeId = customId('newepisode', ['entry']);
/** The form that was sent; `once` is another each time it is opened. */
export const newEpisodeFormId = customId('newepisodeform', ['entry', 'once']);
/** “One of these…”: opens the list of episodes. */
export const whichEpisodeId = customId('whichepisode', ['entry']);
/** One of them was chosen. */
export const isEpisodeId = customId('isepisode', ['entry']);
/** “Not an episode” */
export const noEpisodeId = customId('noepisode', ['entry']);
/** “One of ours…”: which added episode one of the data's is. */
export const whichOursId = customId('whichours', ['episode']);
/** One of them was chosen. */
export const isOursId = customId('isours', ['episode']);
/** “None of ours” */
export const noneOursId = customId('noneours', ['episode']);
/** “Correct it”: a poll gets the result that the data has. */
export const correctResultId = customId('correctresult', ['poll']);
/** “Keep ours” */
export const keepResultId = customId('keepresult', ['poll']);
/** The title of an upload, where the server chose not to see titles. */
export const showTitleId = customId('showtitle', ['entry']);
