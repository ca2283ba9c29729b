import { randomUUID } from 'node:crypto';
import type { RawFile, RequestData } from '@discordjs/rest';
import { madeOnce } from '../../util/made-once.ts';

type Sending = Pick<RequestData, 'body' | 'files' | 'headers' | 'passThroughBody' | 'appendToFormData'>;

/**
 * The same request with its body already serialized, which @discordjs/rest passes on unchanged. Otherwise it would
 * serialize a kept answer again each time, and make a form of streams for one with files, which costs as much as the
 * rest of an answer.
 */
export function withBodyWritten<Asked extends Sending>(asked: Asked): Asked {
  const { body, files = [], headers, passThroughBody, appendToFormData } = asked;
  if (passThroughBody === true || appendToFormData === true || typeof body !== 'object' || body === null) return asked;
  const json = jsonOf(body);
  if (files.length === 0) return passingOn(asked, json, { ...headers, 'Content-Type': 'application/json' });
  const boundary = `clematis-${randomUUID()}`;
  const contentType = `multipart/form-data; boundary=${boundary}`;
  return passingOn(asked, formOf(json, files, boundary), { ...headers, 'Content-Type': contentType });
}

function passingOn<Asked extends Sending>(asked: Asked, body: string | Buffer, headers: Record<string, string>): Asked {
  return { ...asked, body, headers, files: undefined, passThroughBody: true };
}

const textOnce = madeOnce((data: object) => JSON.stringify(data));

/**
 * The `data` of a kept message is the same object each time and is serialized once; only the type of the response
 * around it differs.
 */
function jsonOf(body: object): string {
  const { type, data, ...others } = body as { readonly type?: unknown; readonly data?: unknown };
  const isAnswer = typeof type === 'number' && typeof data === 'object' && data !== null;
  if (!isAnswer || Object.keys(others).length > 0) return JSON.stringify(body);
  return `{"type":${type},"data":${textOnce(data)}}`;
}

/** https://docs.discord.com/developers/reference#uploading-files */
function formOf(json: string, files: readonly RawFile[], boundary: string): Buffer {
  const parts = files.flatMap(({ key, name, data, contentType = 'application/octet-stream' }, index) => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(key ?? `files[${index}]`)}"; filename="${quoted(name)}"\r\n` +
      `Content-Type: ${contentType}\r\n\r\n`,
    typeof data === 'object' ? data : String(data),
    '\r\n',
  ]);
  const payload = `--${boundary}\r\nContent-Disposition: form-data; name="payload_json"\r\n\r\n${json}\r\n--${boundary}--\r\n`;
  return Buffer.concat([...parts, payload].map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
function quoted(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
