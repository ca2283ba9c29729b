import type { BotRequest } from './traffic.ts';

/**
 * Whether a bot's request was refused because it broke a rule of Discord's (4xx). Rate limits (429) do not count,
 * because clients wait for them, and neither do faults that were asked for.
 */
export function isRefused({ status, metFault }: BotRequest): boolean {
  return status >= 400 && status < 500 && status !== 429 && !metFault;
}

/**
 * A refused request in one line, with every fault at its place, such as `POST /channels/1/messages: 400 (50035) Invalid
 * Form Body; embeds.0.title: Must be 256 or fewer in length.` For any other request: its method, path and status.
 */
export function inWords({ method, path, status, code, refusal }: BotRequest): string {
  const { message, errors } = (refusal ?? {}) as { message?: string; errors?: unknown };
  const head = `${method} ${path}: ${status}${code === undefined ? '' : ` (${code})`}${message ? ` ${message}` : ''}`;
  return [head, ...faultsIn(errors, [])].join('; ');
}

/** The faults in Discord's nested form, each with the path of its field. */
function faultsIn(errors: unknown, path: readonly string[]): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([key, inner]) =>
    key === '_errors'
      ? (inner as readonly { message: string }[]).map((fault) => `${path.join('.')}: ${fault.message}`)
      : faultsIn(inner, [...path, key]),
  );
}
