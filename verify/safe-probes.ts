import { layoutProbes, messageProbes, type Probe, routeProbes } from 'local-discord/probes';

/** Placeholders that can be filled in any server. Probes with others are left to the tests. */
const KNOWN = new Set(['general', 'guild', 'app', 'message', 'layout', 'poll']);
/**
 * Not tried on the real Discord: what concerns all servers of an application or person, or uses up one of a limited
 * number of failures (401, 403).
 */
const LEFT_OUT = new Set(['emoji', 'authorization', 'moderation', 'direct messages', 'members', 'webhooks', 'pins']);

/** The probes that do no harm: they fail, or make something in one channel or among the commands of one server. */
export function safeProbes(): Probe[] {
  return [...messageProbes, ...layoutProbes, ...routeProbes]
    .filter(({ area, by }) => by === undefined && !LEFT_OUT.has(area))
    .map((probe) => ({ ...probe, path: probe.path.replace('/applications/{app}/commands', GUILD_COMMANDS) }))
    .filter(({ path, body }) => namesIn(`${path}${JSON.stringify(body ?? '')}`).every((name) => KNOWN.has(name)))
    .filter(({ status }) => status !== 403 && status !== 401);
}

const GUILD_COMMANDS = '/applications/{app}/guilds/{guild}/commands';

function namesIn(text: string): string[] {
  return [...text.matchAll(/(?:\{|%7B)(\w+)(?:\}|%7D)/g)].map((match) => match[1] ?? '');
}

export function filled(text: string, names: Readonly<Record<string, string>>): string {
  return text.replace(/(?:\{|%7B)(\w+)(?:\}|%7D)/g, (whole, name: string) => names[name] ?? whole);
}
