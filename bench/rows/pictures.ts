import { benchPicture } from '../picture.ts';
import { callCommand, timesOf } from '../rig/acts.ts';
import { launchOurs } from '../rig/bots.ts';
import { inTurns, median, type Row, rowOf } from '../rig/figures.ts';
import { openStage } from '../rig/stage.ts';

const WARM = 'a picture, one at a time';

export interface PictureSizes {
  readonly rounds: number;
  /** Commands a round, one at a time. */
  readonly alone: number;
}

/**
 * A bracket that has to be drawn, beside the canvas alone; and a bracket from the cache, beside an answer without a
 * picture.
 */
export async function pictureRows({ rounds, alone }: PictureSizes): Promise<readonly Row[]> {
  const drawn = [];
  for (let round = 0; round < rounds; round += 1) {
    const figure = (await benchPicture({ rounds: 1 })).find(({ what }) => what === WARM);
    if (figure === undefined) throw new Error(`The picture has no figure "${WARM}"`);
    drawn.push({ ours: figure.ours, theirs: figure.bare });
  }
  const stage = await openStage();
  const { ours } = stage;
  const bot = launchOurs(stage.discord, ours.token, { STORE_URL: `sqlite://${stage.folder}/c.sqlite` });
  try {
    await bot.ready;
    await ours.moderator.command(ours.channelId, 'spoilers server', { episode: 'all' });
    const p50 = (name: string, options: readonly object[]) => async () =>
      median(await timesOf(alone, () => callCommand(stage, ours, name, options)));
    const again = await inTurns(
      rounds,
      p50('bracket', [{ type: 1, name: 'show', options: [] }]),
      p50('character', [{ type: 3, name: 'name', value: 'Ivan' }]),
    );
    return [rowOf('picture', 'ms', drawn, { atMost: 1.3 }), rowOf('picture-again', 'ms', again, { atMost: 1.5 })];
  } finally {
    await bot.end();
    await stage.close();
  }
}
