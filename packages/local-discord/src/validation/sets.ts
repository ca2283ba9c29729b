import type { Fault } from '../errors.ts';

/**
 * Fields that Discord's description calls sets (`uniqueItems`), which the generated schemas do not check.
 * https://github.com/discord/discord-api-spec: MessageAllowedMentionsRequest, ApplicationCommandCreateRequest,
 * ApplicationCommandChannelOption, ChannelSelectComponentForMessageRequest
 */
const SETS = new Set(['parse', 'users', 'roles', 'contexts', 'integration_types', 'channel_types']);

type Path = readonly (string | number)[];

/** A fault for every repeated value of a set. */
export function repeatedValues(body: unknown, path: Path = []): Fault[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, value]) => {
    const here = [...path, Array.isArray(body) ? Number(key) : key];
    if (!Array.isArray(value) || !SETS.has(key)) return repeatedValues(value, here);
    return value.flatMap((item, index): Fault[] =>
      typeof item !== 'object' && value.indexOf(item) < index
        ? [
            {
              path: [...here, index],
              code: 'SET_TYPE_ALREADY_CONTAINS_VALUE',
              message: 'The set already contains this value',
            },
          ]
        : [],
    );
  });
}
