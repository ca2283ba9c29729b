import { customId } from '../contract/custom-id.ts';

/**
 * Custom ids below `/setup`, and for moving a server's horizon. The names must never change their meaning, because old
 * messages still carry them.
 */

/** Confirms moving a server's horizon; `seen` identifies the effect as it was shown. */
export const moveHorizonId = customId('movehorizon', ['horizon', 'seen']);
/** “Set up”, below the greeting; by `mark` the bot recognises its own post. */
export const setupOpenId = customId('setupopen', ['mark']);
/** `/setup`: how far the server has watched. */
export const setupHorizonId = customId('setuphorizon', []);
/** “Yes, move it”, within `/setup`. */
export const setupMoveId = customId('setupmove', ['horizon', 'seen']);
/** `/setup`: where the series' own feed is announced. */
export const setupAnnounceId = customId('setupannounce', []);
/** `/setup`: where notices to moderators go. */
export const setupNoticesId = customId('setupnotices', []);
/** `/setup`: the language of public messages. */
export const setupLanguageId = customId('setuplanguage', []);
/** `/setup`: the zone for times. */
export const setupZoneId = customId('setupzone', []);
/** The form for typing a zone; `once` is different each time it is opened. */
export const setupZoneFormId = customId('setupzoneform', ['once']);
/** `/setup`: after how many days the server's horizon follows an episode that came out. */
export const setupKeepUpId = customId('setupkeepup', []);
/** `/setup`: the role that announcements mention. */
export const setupRoleId = customId('setuprole', []);
/** `/setup`: a preview of an announcement. */
export const setupPreviewId = customId('setuppreview', []);
/** `/setup`: where polls go. */
export const setupPollsId = customId('setuppolls', []);
/** `/setup`: the form of the first poll. */
export const setupFirstPollId = customId('setupfirstpoll', []);
/** `/setup`: redraws the screen. */
export const setupCheckId = customId('setupcheck', []);
/** `/setup` is done. */
export const setupDoneId = customId('setupdone', []);
