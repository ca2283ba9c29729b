import type { IncomingHttpHeaders } from 'node:http';

/**
 * Every value of a header, trimmed, without empty ones. Servers and the proxies before them send headers twice that may
 * come only once, and the client hands those over as a list whatever its types say.
 */
export function headerValues(headers: IncomingHttpHeaders, name: string): readonly string[] {
  return [headers[name]]
    .flat()
    .flatMap((value) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : []));
}

/** The first of a header's values; undefined when it has none. */
export function firstHeader(headers: IncomingHttpHeaders, name: string): string | undefined {
  return headerValues(headers, name)[0];
}
