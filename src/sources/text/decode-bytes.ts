import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { guessEncoding, isWestern } from './guess-encoding.ts';

/** Names that feeds use and iconv-lite does not know, or takes literally. Its EUC-KR is code page 949. */
const ALIASES: Readonly<Record<string, string>> = {
  uhc: 'cp949',
  'x-windows-949': 'cp949',
  // As browsers do: documents that name these encodings use Windows' quotes and dashes.
  'iso-8859-1': 'win1252',
  latin1: 'win1252',
  'us-ascii': 'win1252',
  ascii: 'win1252',
};

/** The XML declaration must be within this many bytes to count. */
const DECLARATION_BYTES = 1024;
/** Looking at more bytes makes a guess no better. */
const GUESSED_BYTES = 200_000;
const UNKNOWN = '\ufffd';

/**
 * The text of a document, by the first of these that fits its bytes:
 * - a byte order mark;
 * - the pattern of zero bytes of UTF-16 or UTF-32;
 * - UTF-8, whatever header and declaration say;
 * - the encoding named by the Content-Type header or the XML declaration, if every byte is valid in it; of the two
 * rather a multi-byte one.
 * If none fits: UTF-8 with a few broken characters, else an encoding in which the bytes read as a language, else the
 * named one, else only the ASCII characters, so that nobody is shown noise. Invalid bytes become U+FFFD. Never throws.
 * The byte order mark is not part of the text.
 */
export function decodeBytes(bytes: Buffer, contentType: string | undefined): string {
  const mark = encodingOfMark(bytes);
  const body = mark === undefined ? bytes : bytes.subarray(mark.length);
  const wide = mark === undefined ? wideShape(bytes) : mark.encoding === 'utf8' ? undefined : mark.encoding;
  if (wide !== undefined) return iconv.decode(body, wide);
  if (isUtf8(body)) return body.toString('utf8');

  const named = [charsetOf(contentType), declaredEncoding(body)].flatMap((name) =>
    name !== undefined && isNarrow(name) && iconv.encodingExists(name) ? name : [],
  );
  // Almost any bytes are valid in a single-byte encoding, but hardly any by accident in a multi-byte one.
  const inOrder = [...named.filter((name) => !isSingleByte(name)), ...named.filter(isSingleByte)];
  for (const name of inOrder) {
    const text = iconv.decode(body, name);
    // All bytes are valid in Latin-1, and servers that do not know the encoding name it.
    if (!text.includes(UNKNOWN) && (name !== 'win1252' || isWestern(text))) return text;
  }
  const asUtf8 = body.toString('utf8');
  if (isMostlyRight(asUtf8)) return asUtf8;
  const name = guessEncoding(body) ?? inOrder[0];
  return name === undefined ? unreadable(body) : iconv.decode(body, name);
}

/** Keeps tags and other ASCII, and replaces everything else. */
function unreadable(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\x80-\xff]/g, UNKNOWN);
}

function encodingOfMark(bytes: Buffer): { encoding: string; length: number } | undefined {
  const starts = (...mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte);
  if (starts(0xef, 0xbb, 0xbf)) return { encoding: 'utf8', length: 3 };
  if (starts(0xff, 0xfe, 0, 0)) return { encoding: 'utf-32le', length: 4 };
  if (starts(0, 0, 0xfe, 0xff)) return { encoding: 'utf-32be', length: 4 };
  if (starts(0xff, 0xfe)) return { encoding: 'utf16le', length: 2 };
  return starts(0xfe, 0xff) ? { encoding: 'utf16be', length: 2 } : undefined;
}

/**
 * Every format begins with an ASCII character: a zero byte beside it can only be UTF-16 or UTF-32, whatever a header
 * claims.
 */
function wideShape(bytes: Buffer): string | undefined {
  if (bytes.length < 2) return undefined;
  const isZero = (index: number) => bytes[index] === 0;
  if (isZero(0) && isZero(1) && isZero(2) && !isZero(3)) return 'utf-32be';
  if (!isZero(0) && isZero(1) && isZero(2) && isZero(3)) return 'utf-32le';
  if (isZero(0) && !isZero(1)) return 'utf16be';
  return !isZero(0) && isZero(1) ? 'utf16le' : undefined;
}

function charsetOf(contentType: string | undefined): string | undefined {
  const match = /;\s*charset\s*=\s*["']?([^\s"';,]{1,40})/i.exec(contentType?.slice(0, 500) ?? '');
  return match?.[1] && realName(match[1]);
}

function declaredEncoding(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, DECLARATION_BYTES).toString('latin1');
  const match = /^\s*<\?xml[^>]{0,500}?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']/.exec(start);
  return match?.[1] && realName(match[1]);
}

function realName(name: string): string {
  const lower = name.toLowerCase();
  return ALIASES[lower] ?? lower;
}

/** Whether the named encoding is not UTF-16 or UTF-32, which `wideShape` would have found. */
function isNarrow(name: string): boolean {
  return !/^(?:utf|ucs)[-_]?(?:16|32|2|4)/.test(name);
}

function isSingleByte(name: string): boolean {
  return (
    /^(?:win|cp|windows|iso|koi|mac|latin|tis|ibm|x-mac)/.test(name.replace(/[-_]/g, '')) &&
    !/^(?:cp|windows)-?9\d\d$/.test(name)
  );
}

/** True for a text in which hardly any non-ASCII characters are broken, as after a transmission error. */
function isMostlyRight(text: string): boolean {
  const piece = text.slice(0, GUESSED_BYTES);
  const foreign = piece.match(/\P{ASCII}/gu) ?? [];
  return foreign.filter((sign) => sign === UNKNOWN).length * 10 <= foreign.length;
}
