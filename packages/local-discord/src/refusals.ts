import type { BotRequest } from './traffic.ts';

/**
 * Whether a bot asked for something that Discord does not do: a refusal by its rules (4xx). A limit (429) is none, since
 * clients wait it out, and neither is a fault that somebody asked for.
 */
export function isRefused({ status, metFault }: BotRequest): boolean {
  return status >= 400 && status < 500 && status !== 429 && !metFault;
}

/**
 * A refused request in one line, with every fault at its place, such as `POST /channels/1/messages: 400 (50035) Invalid
 * Form Body; embeds.0.title: Must be 256 or fewer in length.` Of any other request, its method, path and status.
 */
export function inWords({ method, path, status, code, refusal }: BotRequest): string {
  const { message, errors } = (refusal ?? {}) as { message?: string; errors?: unknown };
  const head = `${method} ${path}: ${status}${code === undefined ? '' : ` (${code})`}${message ? ` ${message}` : ''}`;
  return [head, ...faultsIn(errors, [])].join('; ');
}

/** The faults of Discord's nested list, each after the path of the field it is about. */
function faultsIn(errors: unknown, path: readonly string[]): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([key, inner]) =>
    key === '_errors'
      ? (inner as readonly { message: string }[]).map((fault) => `${path.join('.')}: ${fault.message}`)
      : faultsIn(inner, [...path, key]),
  );
}
