import { describe, expect, it } from 'vitest';
import { forecastOf, pointsPossible } from '../../../src/domain/scores/forecast.ts';
import { seriesKnowledge } from '../../../testkit/knowledge/knowledge.ts';

const open: ReadonlySet<string> = new Set();

function forecast(horizon: string, picks: Readonly<Record<string, string>>, closed = open) {
  const bracket = seriesKnowledge().seenFrom(horizon).bracket('season-50');
  if (bracket === undefined) throw new Error('There is no bracket');
  return forecastOf(bracket, new Map(Object.entries(picks)), closed);
}

function match(id: string, horizon: string, picks: Readonly<Record<string, string>>, closed = open) {
  const found = forecast(horizon, picks, closed).find((one) => one.match.id === id);
  return found && { state: found.state, options: found.options.map((one) => one.id), alive: found.alive };
}

describe('A whole bracket', () => {
  it('offers one’s own earlier picks in the later matches, and waits where there are none', () => {
    const picks = { 'round-2': 'acorn', 'round-3': 'ivan' };
    expect(match('round-6', 'round-1', picks)).toMatchObject({ state: 'open', options: ['acorn', 'ivan'] });
    expect(match('round-6', 'round-1', { 'round-2': 'acorn' })?.state).toBe('waits');
    expect(match('final', 'round-1', picks)?.state).toBe('waits');
  });

  it('never offers a name past the horizon, whatever was picked when more was known', () => {
    const ids = forecast('none', { 'round-6': 'till', final: 'luka' }).flatMap(({ options }) => options);
    expect(ids).toEqual([]);
  });

  it('takes no pick for what is out, watched or decided', () => {
    expect(match('round-6', 'round-5', { 'round-6': 'till' }, new Set(['round-6']))?.state).toBe('closed');
    expect(match('round-6', 'round-6', { 'round-6': 'till' })?.state).toBe('right');
    expect(match('round-6', 'round-6', { 'round-6': 'ivan' })?.state).toBe('wrong');
  });

  it('counts on no pick that cannot come true any more', () => {
    expect(match('round-6', 'round-5', { 'round-6': 'acorn' })?.alive).toBe(false);
    expect(pointsPossible(forecast('round-5', { 'round-6': 'acorn' }))).toBe(0);
    expect(pointsPossible(forecast('round-5', { 'round-6': 'ivan', final: 'ivan' }))).toBe(60);
  });
});
