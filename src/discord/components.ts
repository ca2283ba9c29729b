import { about, watched } from './announcements/announcement-pressed.ts';
import { flood } from './announcements/status.ts';
import { pickFeed } from './announcements/subscribe.ts';
import type { Component } from './contract/component.ts';
import type { FormHandler } from './contract/form-handler.ts';
import { more, open, page, pick } from './knowledge/card-pressed.ts';
import { howFar, seen } from './knowledge/watched.ts';
import { notice } from './notices/notice-pressed.ts';
import { aboutNothing } from './polls/about-nothing-pressed.ts';
import {
  bracketAll,
  bracketFar,
  bracketGo,
  bracketPick,
  bracketSeen,
  bracketStep,
  bracketUndo,
} from './polls/bracket-game.ts';
import { bracketShare, bracketUnshare } from './polls/bracket-shared.ts';
import { draftChannel, draftPressed, draftRole, pollFormSent } from './polls/drafts.ts';
import { newGameBegun } from './polls/new-game.ts';
import { leave, pollAct, resultWatched, whoWon } from './polls/poll-acts.ts';
import { remind } from './polls/remind-pressed.ts';
import { result, resultSeen } from './polls/result-pressed.ts';
import { picks, sharePicks, standings, standingsHere } from './polls/standings.ts';
import { myVote, vote } from './polls/vote-pressed.ts';
import { erase } from './privacy/privacy.ts';
import { correctResult, isOurs, keepResult, noneOurs, whichOurs } from './season/data-takes-over.ts';
import { isEpisode, newEpisode, newEpisodeForm, noEpisode, showTitle, whichEpisode } from './season/new-upload.ts';
import { moveHorizon } from './setup/move-horizon.ts';
import {
  setupAnnounce,
  setupCheck,
  setupDone,
  setupFirstPoll,
  setupHorizon,
  setupKeepUp,
  setupLanguage,
  setupMove,
  setupNotices,
  setupOpen,
  setupPolls,
  setupPreview,
  setupRole,
  setupZone,
  setupZoneTyped,
} from './setup/setup-pressed.ts';

/** All buttons and selects. */
export const components: readonly Component[] = [
  vote,
  myVote,
  remind,
  pollAct,
  whoWon,
  resultWatched,
  aboutNothing,
  newGameBegun,
  draftPressed,
  draftChannel,
  draftRole,
  leave,
  erase,
  moveHorizon,
  setupOpen,
  setupHorizon,
  setupMove,
  setupAnnounce,
  setupNotices,
  setupLanguage,
  setupZone,
  setupKeepUp,
  setupRole,
  setupPreview,
  setupPolls,
  setupFirstPoll,
  setupCheck,
  setupDone,
  standings,
  standingsHere,
  picks,
  bracketStep,
  bracketGo,
  bracketAll,
  bracketPick,
  bracketUndo,
  bracketFar,
  bracketSeen,
  bracketShare,
  bracketUnshare,
  sharePicks,
  result,
  resultSeen,
  howFar,
  open,
  page,
  pick,
  seen,
  more,
  watched,
  about,
  flood,
  pickFeed,
  notice,
  newEpisode,
  whichEpisode,
  isEpisode,
  noEpisode,
  showTitle,
  whichOurs,
  isOurs,
  noneOurs,
  correctResult,
  keepResult,
];

/** All forms. */
export const forms: readonly FormHandler[] = [pollFormSent, newEpisodeForm, setupZoneTyped];
