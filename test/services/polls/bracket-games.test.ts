import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { emptyBallot } from '../../../src/domain/poll/ballot.ts';
import { createMembers } from '../../../src/services/members.ts';
import type { BracketGame } from '../../../src/services/polls/brackets/bracket-book.ts';
import { DamagedRecordError } from '../../../src/storage/index.ts';
import { ballotRecord, bracketPicksRecord, votersRecord } from '../../../src/storage/kinds.ts';
import { defineRecord } from '../../../src/storage/record-kind.ts';
import { seriesKnowledge } from '../../../testkit/knowledge/knowledge.ts';
import { GUILD, MODERATOR, START_MS, type Stage, startStage } from '../../../testkit/polls/stage.ts';

const MINUTE_MS = 60_000;
const live: BracketGame = { mode: 'live', guildId: GUILD, competitionId: 'season-50' };
const blind: BracketGame = { ...live, mode: 'blind' };

describe('A whole bracket that a member fills in', () => {
  let stage: Stage;
  const games = () => stage.bot().games;
  const members = () => createMembers(stage.store, seriesKnowledge());
  const pick = (userId: string, match: string, slot: number, horizon = 'round-5', game = live) =>
    games().pick(game, userId, horizon, { match, slot });
  const made = async (userId: string, id: string, horizon = 'round-5', game = live) => {
    const own = await games().own(game, userId, horizon);
    const match = own?.matches.find((one) => one.match.id === id);
    return { who: match?.picked?.who?.id, state: match?.state, points: own?.points, possible: own?.possible };
  };
  const out = (minutes: number) =>
    stage.bot().episodes.out(new Set([GUILD]), 'round-6', START_MS + minutes * MINUTE_MS);
  const board = async (horizon: string, game = live) =>
    (await games().standings(game, horizon)).map(({ userId, points, rank }) => [userId, points, rank]);

  beforeEach(async () => {
    stage = await startStage();
    await stage.start();
  });
  afterEach(() => stage.close());

  it('locks with its episode: a pick changed after it was out falls back to the one before, on the form and in points', async () => {
    await pick('1', 'round-6', 0);
    await pick('2', 'round-6', 1);
    stage.clock.advance(30 * MINUTE_MS);
    expect((await pick('1', 'round-6', 1))?.kind).toBe('moved');
    expect((await pick('2', 'round-6', 0))?.kind).toBe('moved');
    expect((await pick('3', 'round-6', 0))?.kind).toBe('picked');
    // The feed shows now that it has been out for a quarter of an hour.
    await out(15);

    expect(await made('1', 'round-6')).toMatchObject({ who: 'till', state: 'closed', possible: 10 });
    expect(await made('2', 'round-6')).toMatchObject({ who: 'ivan', state: 'closed' });
    expect(await made('3', 'round-6')).toMatchObject({ who: undefined, state: 'closed', possible: 0 });
    expect(await pick('3', 'round-6', 0)).toBeUndefined();
    expect(await made('1', 'round-6', 'round-6')).toMatchObject({ who: 'till', state: 'right', points: 10 });
    expect(await board('round-6')).toEqual([
      ['1', 10, 1],
      ['2', 0, 2],
    ]);
  });

  it('gives later picks back that were emptied by a change which came too late', async () => {
    await pick('1', 'round-6', 0);
    await pick('1', 'final', 1);
    stage.clock.advance(30 * MINUTE_MS);
    expect((await pick('1', 'round-6', 1))?.emptied).toEqual(['final']);
    await out(15);
    expect(await made('1', 'final')).toMatchObject({ who: 'till', state: 'open' });
  });

  it('opens again, with the last picks, when the entry was another episode after all', async () => {
    await pick('1', 'round-6', 0);
    stage.clock.advance(30 * MINUTE_MS);
    await pick('1', 'round-6', 1);
    await out(15);
    await stage.bot().episodes.notOut(GUILD, 'round-6');
    expect(await made('1', 'round-6')).toMatchObject({ who: 'ivan', state: 'open' });
    expect((await pick('1', 'round-6', 0))?.kind).toBe('moved');
  });

  it('closes a match when its poll locks, and counts picks made before that', async () => {
    await pick('1', 'round-6', 0);
    const poll = await stage.open({ match: 'round-6' });
    await stage.wait(3 * 60 * MINUTE_MS);
    expect((await stage.bot().book.get(poll.id))?.state).toBe('locked');
    expect(await pick('1', 'round-6', 1)).toBeUndefined();
    await stage.bot().lifecycle.giveResult({ pollId: poll.id }, 'ivan', MODERATOR);
    expect(await made('1', 'round-6', 'round-6')).toMatchObject({ state: 'wrong', points: 0 });
    await stage.bot().lifecycle.giveResult({ pollId: poll.id }, 'till', MODERATOR);
    expect(await made('1', 'round-6', 'round-6')).toMatchObject({ state: 'right', points: 10 });
    const [line] = await games().ledger(GUILD, '1', 'round-6');
    expect(line?.lines.map(({ rule, points }) => [rule, points])).toEqual([
      ['wrong', 0],
      ['correction', 10],
    ]);
    expect(await games().ledger(GUILD, '1', 'round-5')).toEqual([]);
  });

  it('is closed along with a server that has watched it, and open at their own pace to members who have not', async () => {
    await members().setHorizon('1', 'round-1');
    expect(await pick('1', 'round-2', 0, 'round-1')).toBeUndefined();
    expect((await pick('1', 'round-2', 0, 'round-1', blind))?.kind).toBe('picked');
    await members().setHorizon('1', 'round-2');
    expect(await made('1', 'round-2', 'round-2', blind)).toMatchObject({ state: 'right', points: 10 });
    expect(await pick('1', 'round-2', 1, 'round-2', blind)).toBeUndefined();
  });

  it('opens nothing again to a member who says later that they have watched less, also when they had said “everything”', async () => {
    await members().setHorizon('1', 'all');
    await members().setHorizon('1', 'round-1');
    expect(await pick('1', 'round-2', 0, 'round-1', blind)).toBeUndefined();
    expect(await pick('1', 'round-6', 0, 'round-1', live)).toBeUndefined();
    await members().setHorizon('2', 'round-2');
    await members().setHorizon('2', 'none');
    await members().setHorizon('2', 'round-1');
    expect(await pick('2', 'round-2', 0, 'round-1', blind)).toBeUndefined();
    expect((await pick('2', 'round-3', 0, 'round-1', blind))?.kind).toBe('picked');
  });

  it('keeps the board of those who play at their own pace apart from the server’s', async () => {
    await members().setHorizon('1', 'round-1');
    await pick('1', 'round-2', 0, 'round-1', blind);
    await pick('2', 'round-6', 0);
    expect(await board('all', blind)).toEqual([['1', 10, 1]]);
    expect(await board('all', live)).toEqual([['2', 10, 1]]);
  });

  it('takes a change back with all that it emptied, once, and not when something was done since', async () => {
    await pick('1', 'round-6', 0);
    await pick('1', 'final', 1);
    const change = await pick('1', 'round-6', 1);
    expect(change?.emptied).toEqual(['final']);
    expect(await games().takeBack(live, '1', 'round-5', change?.stepAtMs ?? 0)).toBe(true);
    expect(await made('1', 'round-6')).toMatchObject({ who: 'till' });
    expect(await made('1', 'final')).toMatchObject({ who: 'till' });
    expect(await games().takeBack(live, '1', 'round-5', change?.stepAtMs ?? 0)).toBe(false);
    const other = await pick('1', 'round-6', 1);
    await pick('1', 'final', 0);
    expect(await games().takeBack(live, '1', 'round-5', other?.stepAtMs ?? 0)).toBe(false);
  });

  it('shows to others only picks made when the member had watched no further than they have', async () => {
    await members().setHorizon('1', 'round-1');
    await pick('1', 'round-3', 0, 'round-1', blind);
    await pick('1', 'round-6', 1, 'round-1', blind);
    await members().setHorizon('1', 'round-5');
    expect((await pick('1', 'round-6', 0, 'round-5', blind))?.kind).toBe('moved');
    const seenBy = async (horizon: string) => {
      const shown = await games().shown(blind, '1', horizon);
      return shown?.matches.flatMap(({ picked }) => picked?.who?.id ?? []);
    };
    expect(await seenBy('prologue')).toEqual([]);
    expect(await seenBy('round-1')).toEqual(['ivan', 'ivan']);
    expect(await seenBy('round-5')).toEqual(['ivan', 'till']);
  });

  it('shows what a crowd expects from three members on, and nothing of fewer', async () => {
    const crowd = async () =>
      [...((await games().crowd(live, 'round-5'))?.picks ?? [])].map(([id, { picked, share }]) => [
        id,
        picked.who?.id,
        share,
      ]);
    await pick('1', 'round-6', 0);
    await pick('2', 'round-6', 0);
    expect(await crowd()).toEqual([]);
    await pick('3', 'round-6', 1);
    expect(await crowd()).toEqual([['round-6', 'till', 2 / 3]]);
  });

  it('can be shared once in ten minutes', async () => {
    expect(await games().noteShared(GUILD, '1')).toBeUndefined();
    stage.clock.advance(9 * MINUTE_MS);
    expect(await games().noteShared(GUILD, '1')).toEqual({ waitMs: MINUTE_MS });
    expect(await games().noteShared(GUILD, '2')).toBeUndefined();
    stage.clock.advance(MINUTE_MS);
    expect(await games().noteShared(GUILD, '1')).toBeUndefined();
  });

  it('keeps every pick that was acknowledged, whatever ends the process', async () => {
    await pick('1', 'round-6', 0);
    stage.kill();
    await stage.start();
    expect(await made('1', 'round-6', 'round-6')).toMatchObject({ who: 'till', state: 'right', points: 10 });
  });

  it('takes over predictions from before picks were of places, and shows them to others once their match is out', async () => {
    const moments = [
      { choice: 'ivan', atMs: START_MS - 2, door: 'button' as const },
      { choice: 'till', atMs: START_MS - 1, door: 'button' as const },
    ];
    for (const match of ['round-6', 'final']) {
      const id = `forecast/${GUILD}/${match}`;
      await stage.store.records(ballotRecord).put(`${id}/7`, { ...emptyBallot, history: moments });
      await stage.store.records(votersRecord).put(`${id}/0`, ['7']);
    }
    expect(await made('7', 'round-6')).toMatchObject({ who: 'till', state: 'open', possible: 60 });
    expect(await board('round-5')).toEqual([]);
    expect(await board('round-6')).toEqual([['7', 20, 1]]);
    expect(await made('7', 'final', 'final')).toMatchObject({ state: 'wrong', points: 20 });
  });

  it('keeps the trouble of a member whose picks cannot be read to that member', async () => {
    const damaging = defineRecord({ name: 'bracket-picks', version: 1, schema: z.unknown() });
    const key = `live/${GUILD}/season-50/7`;
    await stage.store.records(damaging).put(key, { acts: 'none of your business' });
    await stage.store.records(votersRecord).put(`bracket/live/${GUILD}/season-50/0`, ['7']);
    const id = `forecast/${GUILD}/round-6`;
    const history = [{ choice: 'till', atMs: START_MS - 1, door: 'button' as const }];
    await stage.store.records(ballotRecord).put(`${id}/7`, { ...emptyBallot, history });
    await stage.store.records(ballotRecord).put(`${id}/8`, { ...emptyBallot, history });
    await stage.store.records(votersRecord).put(`${id}/0`, ['7', '8']);

    expect((await pick('1', 'round-6', 0))?.kind).toBe('picked');
    await expect(pick('7', 'round-6', 0)).rejects.toThrow(DamagedRecordError);
    expect((await board('round-6')).map(([userId]) => userId)).toEqual(['8', '1']);
    expect(await stage.store.records(damaging).get(key)).toEqual({ acts: 'none of your business' });
  });

  describe('in a new game', () => {
    const begin = () => stage.bot().book.beginGame(GUILD, 0, stage.clock.now());
    const setServer = (horizon: string) => stage.servers().update(GUILD, (server) => ({ ...server, horizon }));

    /** A first game up to Round 6, which comes out and is settled; then the server begins anew from the Prologue. */
    async function rewatch(): Promise<void> {
      await pick('1', 'round-6', 0);
      await pick('2', 'round-6', 0, 'round-5', blind);
      const poll = await stage.open({ match: 'round-6' });
      await out(15);
      await stage.bot().lifecycle.giveResult({ pollId: poll.id }, 'till', MODERATOR);
      await members().setHorizon('1', 'round-6');
      await stage.wait(60 * MINUTE_MS);
      await begin();
      await setServer('round-1');
      await members().setHorizon('1', 'round-1');
    }

    it('begins empty, and no release, lock or result of the former game closes a match', async () => {
      await rewatch();
      expect(await board('round-6')).toEqual([]);
      expect(await games().plays(live, '1')).toBe(false);
      // Who has watched it all before is taken at what they say now.
      expect((await pick('1', 'round-6', 1, 'round-5'))?.kind).toBe('picked');
      expect((await pick('1', 'round-2', 0, 'round-1'))?.kind).toBe('picked');
      expect(await made('1', 'round-6', 'round-5')).toMatchObject({ who: 'ivan', state: 'open' });
      await stage.open({ id: '501', match: 'round-2' });
      await stage.bot().lifecycle.lock({ pollId: '501' });
      expect(await pick('1', 'round-2', 1, 'round-1')).toBeUndefined();
    });

    it('an episode that comes out in it closes its match', async () => {
      await rewatch();
      await stage.bot().episodes.out(new Set([GUILD]), 'final', stage.clock.now());
      expect(await pick('1', 'final', 0, 'round-6')).toBeUndefined();
    });

    it('leaves the former game readable and unchanged, without its points on any board', async () => {
      await rewatch();
      expect((await pick('1', 'round-6', 1, 'round-5'))?.kind).toBe('picked');
      const ledger = await games().ledger(GUILD, '1', 'round-6');
      expect(ledger.map(({ isEarlier, picked, points }) => [isEarlier, picked?.who?.id, points])).toEqual([
        [false, 'ivan', 0],
        [true, 'till', 10],
      ]);
      expect(await board('round-6')).toEqual([['1', 0, 1]]);
    });

    it('and one at one’s own pace goes on', async () => {
      await rewatch();
      expect(await made('2', 'round-6', 'round-6', blind)).toMatchObject({ who: 'till', state: 'right' });
    });

    it('shows the picks of a member who has watched it all before to nobody who has not', async () => {
      await rewatch();
      await pick('1', 'round-2', 0, 'round-1');
      const shown = await games().shown(live, '1', 'round-5');
      expect(shown?.matches.every(({ picked }) => picked === undefined)).toBe(true);
      const toEqual = await games().shown(live, '1', 'round-6');
      expect(toEqual?.matches.some(({ picked }) => picked !== undefined)).toBe(true);
    });

    it('is forgotten with its members and its server as the first one is', async () => {
      await rewatch();
      await pick('1', 'round-2', 0, 'round-1');
      const keys = async () => {
        const all: string[] = [];
        for await (const page of stage.store.records(bracketPicksRecord).keys()) all.push(...page);
        return all;
      };
      expect(await keys()).toContain(`live/${GUILD}/season-50@1/1`);
      const playing = `bracket/live/${GUILD}/season-50@1`;
      expect(await stage.bot().forgetting.serverOf(playing)).toBe(GUILD);
      await stage.bot().forgetting.forget(playing, '1', 'somebody');
      expect(await keys()).not.toContain(`live/${GUILD}/season-50@1/1`);
      expect(await games().plays(live, '1')).toBe(false);
      await pick('1', 'round-2', 0, 'round-1');
      await stage.bot().forgetting.forgetServer(GUILD);
      expect(await keys()).toEqual([]);
    });
  });
});
