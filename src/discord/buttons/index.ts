import type { Component } from '../component.ts';
import { about } from './about.ts';
import { flood } from './flood.ts';
import { forecast, forecastPage } from './forecast.ts';
import { howFar } from './how-far.ts';
import { more } from './more.ts';
import { moveHorizon } from './move-horizon.ts';
import { myVote } from './my-vote.ts';
import { notice } from './notice.ts';
import { open } from './open.ts';
import { page } from './page.ts';
import { pick } from './pick.ts';
import { pickFeed } from './pick-feed.ts';
import { leave, pollAct } from './poll-act.ts';
import { result, resultSeen } from './result.ts';
import { seen } from './seen.ts';
import { setupAnnounce, setupCheck, setupDone, setupHorizon, setupLanguage, setupMove, setupNotices } from './setup.ts';
import { picks, standings } from './standings.ts';
import { vote } from './vote.ts';
import { watched } from './watched.ts';

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
