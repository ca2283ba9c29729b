import type { Component } from '../component.ts';
import { about } from './about.ts';
import { howFar } from './how-far.ts';
import { more } from './more.ts';
import { open } from './open.ts';
import { page } from './page.ts';
import { pick } from './pick.ts';
import { result, resultSeen } from './result.ts';
import { seen } from './seen.ts';
import { vote } from './vote.ts';
import { watched } from './watched.ts';

/** Everything that can be pressed or chosen. */
export const components: readonly Component[] = [
  vote,
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
];
