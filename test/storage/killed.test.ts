import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineRecord } from '../../src/storage/index.ts';
import { createSeededChance } from '../../src/util/chance.ts';
import { backends, openTestStore } from './backends.ts';
import { startChild } from './children/child.ts';

const count = defineRecord({ name: 'count', version: 1, schema: z.int() });
const KILLS = 10;
const LANES = 8;
const BATCH = 50;
const SINGLES_A_LIFE = 1_000_000;

for (const { name, url: newUrl } of backends.filter(({ name }) => name !== 'memory:')) {
  describe(`a process killed in the middle of its writes on ${name}`, () => {
    it('loses nothing that was acknowledged and tears no batch, ten times over', { timeout: 120_000 }, async () => {
      const url = await newUrl();
      const chance = createSeededChance(7);
      const acknowledged = new Map<string, number>();
      const lastBatch = new Map<number, number>();

      for (let life = 0; life < KILLS; life += 1) {
        const child = startChild('write-until-killed.mjs', url, life * SINGLES_A_LIFE);
        const linesToLive = 1 + Math.floor(chance.fraction() * 400);
        await child.printed((_, seen) => seen === linesToLive);
        await child.signal('SIGKILL');
        for (const line of child.lines) {
          const [what, lane, turn] = line.split(' ');
          if (what === 'batch') lastBatch.set(Number(lane), Number(turn));
          else acknowledged.set(`single/${lane}/${turn}`, Number(turn));
        }

        const store = await openTestStore(url);
        const counts = store.records(count);
        expect(await counts.getMany(acknowledged.keys())).toEqual(acknowledged);
        for (let lane = 0; lane < LANES; lane += 1) {
          const keys = Array.from({ length: BATCH }, (_, index) => `batch/${lane}/${index}`);
          const batch = await counts.getMany(keys);
          const turn = batch.get(`batch/${lane}/0`) ?? 0;
          expect(new Set(batch.values()).size).toBeLessThanOrEqual(1);
          expect(batch.size).toBe(turn === 0 ? 0 : BATCH);
          expect(turn).toBeGreaterThanOrEqual(lastBatch.get(lane) ?? 0);
          const trail = await counts.getMany([turn - 1, turn, turn + 1].map((each) => `trail/${lane}/${each}`));
          expect([...trail.values()]).toEqual(turn === 0 ? [] : [turn]);
        }
        await store.close();
      }

      expect(acknowledged.size).toBeGreaterThan(KILLS);
      expect(lastBatch.size).toBe(LANES);
    });
  });
}
