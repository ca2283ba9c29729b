import { customId } from '../contract/custom-id.ts';

/** The ids of what is pressed and chosen below `/setup`, and of moving how far a server has watched. A name once given keeps its meaning: old messages still carry it. */

/** A server's horizon is moved, with what that does to its polls; `seen` stands for it as it was then. */
export const moveHorizonId = customId('movehorizon', ['horizon', 'seen']);
/** “Set up”, below the greeting; `mark` tells the bot its own post. */
export const setupOpenId = customId('setupopen', ['mark']);
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
/** `/setup`: by which zone times are read. */
export const setupZoneId = customId('setupzone', []);
/** A zone that is typed; `once` is another each time it is opened. */
export const setupZoneFormId = customId('setupzoneform', ['once']);
/** `/setup`: how many days after an episode is out the server's horizon follows. */
export const setupKeepUpId = customId('setupkeepup', []);
/** `/setup`: whom announcements mention. */
export const setupRoleId = customId('setuprole', []);
/** `/setup`: what an announcement will look like. */
export const setupPreviewId = customId('setuppreview', []);
/** `/setup`: where polls go. */
export const setupPollsId = customId('setuppolls', []);
/** `/setup`: the form of the first poll. */
export const setupFirstPollId = customId('setupfirstpoll', []);
/** `/setup`, drawn again as everything stands now. */
export const setupCheckId = customId('setupcheck', []);
/** `/setup` is done. */
export const setupDoneId = customId('setupdone', []);
