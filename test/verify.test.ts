import { MessageFlags, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { type Scene, startScene, UNHURRIED } from 'local-discord/testkit';
import { afterEach, expect, test } from 'vitest';
import { createAsking, type Place } from '../verify/place.ts';
import { recordBodies } from '../verify/record-bodies.ts';
import { redacted } from '../verify/redact.ts';
import { safeProbes } from '../verify/safe-probes.ts';
import { verify } from '../verify/verify.ts';

const scenes: Scene[] = [];

async function scene(): Promise<Scene> {
  const here = await startScene({
    unknownFields: 'ignore',
    // At Discord's own pace this takes a quarter of an hour; what it measures of the pace is left as it is.
    rateLimits: { ...UNHURRIED, paces: { ...UNHURRIED.paces, reactions: { limit: 1, windowMs: 250 } } },
  });
  // As docs/first-connection.md asks for: what was made can be taken away again.
  here.discord.world.setRolePermissions(here.guildId, here.botRoleId, P.ManageThreads | P.ManageMessages);
  scenes.push(here);
  return here;
}

afterEach(async () => {
  for (const here of scenes.splice(0)) await here.discord.close();
});

const placeOf = (here: Scene): Place => ({
  api: here.discord.api,
  token: here.application.botToken,
  guildId: here.guildId,
  textChannelId: here.channels.general,
  newsChannelId: here.channels.news,
});

test('The check against Discord finds no difference between two local Discords, and removes what it made', async () => {
  const [local, other] = [await scene(), await scene()];
  const bodies = await recordBodies();
  expect(bodies.length).toBeGreaterThan(15);
  const report = await verify({ local: placeOf(local), discord: placeOf(other), bodies, progress: () => {} });
  expect(report).toMatchObject({ differences: [], paces: [], resumed: true, left: [] });
  expect(report.asked).toBeGreaterThan(bodies.length + 200);
  const left = other.discord.world.messages(other.channels.general).filter(({ type }) => type === 0);
  expect(left.map(({ content }) => content)).toEqual([]);
  expect(other.discord.world.commandsOf(other.application.id)).toEqual([]);
  const told = JSON.stringify(report.fixtures);
  for (const secret of [other.application.botToken, other.guildId, 'A small server', other.moderator.id])
    expect(told).not.toContain(secret);
  expect(report.fixtures).toHaveProperty('READY.resume_gateway_url');
}, 120_000);

test('What the check posts are the bot’s own texts and layouts, and each can be posted publicly', async () => {
  const bodies = await recordBodies();
  const laidOut = bodies.filter(({ body }) => (Number(body.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0);
  expect(laidOut.length).toBeGreaterThan(5);
  expect(bodies.length - laidOut.length).toBeGreaterThan(5);
  const here = await scene();
  const { ask } = createAsking(placeOf(here));
  for (const { what, body } of bodies) {
    const posted = await ask('POST', `/channels/${here.channels.general}/messages`, body);
    expect(posted.verdict, `a message of ${what}`).toEqual({ status: 200 });
    expect(Number(posted.body.flags) & MessageFlags.Ephemeral, `a message of ${what}`).toBe(0);
  }
}, 60_000);

test('The check against Discord reports where the other side answers differently', async () => {
  const [local, other] = [await scene(), await scene()];
  other.discord.world.blockTexts(other.guildId, [{ text: '안녕하세요', by: 'auto-moderation' }]);
  const report = await verify({ local: placeOf(local), discord: placeOf(other), bodies: [], progress: () => {} });
  expect(report.differences).toMatchObject([
    { what: 'content: Hangul', local: { status: 200 }, discord: { status: 400, code: 200000 } },
  ]);
}, 120_000);

test('No probe that is sent to the real Discord makes something for all servers, or counts as a request in vain', () => {
  const probes = safeProbes();
  expect(probes.length).toBeGreaterThan(200);
  for (const { path, status } of probes) {
    expect(path).not.toMatch(/^\/applications\/\{app\}\/commands/);
    expect([401, 403, 429]).not.toContain(status);
  }
});

test('A payload that is saved holds nobody’s name, id or token, and keeps its shape', () => {
  const payload = {
    id: '123456789012345678',
    name: 'Ada',
    type: 'rich',
    list: [{ token: 'secret', n: 5, at: '2026-01-01T00:00:00Z' }],
  };
  expect(redacted(payload)).toEqual({
    id: '1000000000000000000',
    name: 'redacted',
    type: 'rich',
    list: [{ token: 'redacted', n: 5, at: '2026-01-01T00:00:00Z' }],
  });
});
