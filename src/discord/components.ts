import { about } from './announcements/about-pressed.ts';
import { pickFeed } from './announcements/feed-chosen.ts';
import { flood } from './announcements/flood-pressed.ts';
import { watched } from './announcements/watched-pressed.ts';
import type { Component } from './contract/component.ts';
import { howFar } from './knowledge/how-far-chosen.ts';
import { more } from './knowledge/more-pressed.ts';
import { open } from './knowledge/open-pressed.ts';
import { page } from './knowledge/page-pressed.ts';
import { pick } from './knowledge/pick-chosen.ts';
import { seen } from './knowledge/seen-pressed.ts';
import { notice } from './notices/notice-pressed.ts';
import { forecast, forecastPage } from './polls/forecast-chosen.ts';
import { myVote } from './polls/my-vote-pressed.ts';
import { leave, pollAct } from './polls/poll-act-pressed.ts';
import { result, resultSeen } from './polls/result-pressed.ts';
import { picks, standings } from './polls/standings-pressed.ts';
import { vote } from './polls/vote-pressed.ts';
import { moveHorizon } from './setup/move-horizon-pressed.ts';
import {
  setupAnnounce,
  setupCheck,
  setupDone,
  setupHorizon,
  setupLanguage,
  setupMove,
  setupNotices,
} from './setup/setup-pressed.ts';

/** Everything that can be pressed or chosen. */
export const components: readonly Component[] = [
  vote,
  myVote,
  pollAct,
  leave,
  moveHorizon,
  setupHorizon,
  setupMove,
  setupAnnounce,
  setupNotices,
  setupLanguage,
  setupCheck,
  setupDone,
  standings,
  picks,
  forecast,
  forecastPage,
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
];
