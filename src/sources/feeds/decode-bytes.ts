import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { guessEncoding, isWestern } from './guess-encoding.ts';

/** Names that feeds use and iconv-lite does not know, or takes by the letter. What it calls EUC-KR is code page 949. */
const ALIASES: Readonly<Record<string, string>> = {
  uhc: 'cp949',
  'x-windows-949': 'cp949',
  // As browsers do: real documents that name these use Windows' quotes and dashes.
  'iso-8859-1': 'win1252',
  latin1: 'win1252',
  'us-ascii': 'win1252',
  ascii: 'win1252',
};

/** How far into a document its XML declaration may name an encoding. */
const DECLARATION_BYTES = 1024;
/** Beyond this a guess is no better for being made about all of it. */
const GUESSED_BYTES = 200_000;
const UNKNOWN = '\ufffd';

/**
 * The text of a document, in the first of these that fits its bytes: a byte order mark; the shape of UTF-16 or UTF-32
 * without one; UTF-8, whatever the header and the declaration say; what the header (charset of the Content-Type) or the
 * XML declaration names, if every byte means something in it, and of the two rather the one in which not any byte would.
 * If none fits: UTF-8 with a few broken signs, else what reads as a language, else what was named, else ASCII alone: nobody
 * is shown a guess that reads as noise. Bytes that mean nothing become U+FFFD. Never throws. The byte order mark is not part
 * of the text.
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
  // A single-byte encoding fits almost anything; one of several bytes fits by no accident.
  const inOrder = [...named.filter((name) => !isSingleByte(name)), ...named.filter(isSingleByte)];
  for (const name of inOrder) {
    const text = iconv.decode(body, name);
    // Everything fits Latin-1, and servers that know nothing say it.
    if (!text.includes(UNKNOWN) && (name !== 'win1252' || isWestern(text))) return text;
  }
  const asUtf8 = body.toString('utf8');
  if (isMostlyRight(asUtf8)) return asUtf8;
  const name = guessEncoding(body) ?? inOrder[0];
  return name === undefined ? unreadable(body) : iconv.decode(body, name);
}

/** Its tags and its ASCII, and nothing that could be taken for a text. */
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

/** Every format starts with an ASCII sign; zero bytes beside it can only be UTF-16 or UTF-32, whatever a header claims. */
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

/** What can be read byte by byte is not UTF-16 or UTF-32, whatever is named. */
function isNarrow(name: string): boolean {
  return !/^(?:utf|ucs)[-_]?(?:16|32|2|4)/.test(name);
}

function isSingleByte(name: string): boolean {
  return (
    /^(?:win|cp|windows|iso|koi|mac|latin|tis|ibm|x-mac)/.test(name.replace(/[-_]/g, '')) &&
    !/^(?:cp|windows)-?9\d\d$/.test(name)
  );
}

/** True for a text in which hardly any of the signs beyond ASCII are broken: a byte went wrong on the way. */
function isMostlyRight(text: string): boolean {
  const piece = text.slice(0, GUESSED_BYTES);
  const foreign = piece.match(/\P{ASCII}/gu) ?? [];
  return foreign.filter((sign) => sign === UNKNOWN).length * 10 <= foreign.length;
}
