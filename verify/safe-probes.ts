import { layoutProbes, messageProbes, type Probe, routeProbes } from 'local-discord/probes';

/** Names of things that can be had in any server; a probe of anything else is left to the tests. */
const KNOWN = new Set(['general', 'guild', 'app', 'message', 'layout', 'poll']);
/** What is made for all servers, or costs one of a few tries (401, 403), is not asked of the real Discord. */
const LEFT_OUT = new Set(['emoji', 'authorization', 'moderation', 'direct messages', 'members', 'webhooks', 'pins']);

/** Those of the probes that do no harm: they fail, or make something in one channel or of one server's commands. */
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
