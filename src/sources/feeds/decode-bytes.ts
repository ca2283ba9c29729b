import iconv from 'iconv-lite';

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

/**
 * The text of a document. The encoding is, in this order: a byte order mark, the charset of the Content-Type, the XML
 * declaration, the shape of UTF-16 without a mark, UTF-8. Unknown names are passed over; bytes that mean nothing become
 * U+FFFD. Never throws. The byte order mark is not part of the text.
 */
export function decodeBytes(bytes: Buffer, contentType: string | undefined): string {
  const mark = encodingOfMark(bytes);
  if (mark) return iconv.decode(bytes.subarray(mark.length), mark.encoding);

  const named = [charsetOf(contentType), declaredEncoding(bytes)].find((name) => name && iconv.encodingExists(name));
  return iconv.decode(bytes, utf16Shape(bytes) ?? named ?? 'utf8');
}

function encodingOfMark(bytes: Buffer): { encoding: string; length: number } | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf8', length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf16be', length: 2 };
  return undefined;
}

/** Every format starts with an ASCII sign; a zero byte beside it can only be UTF-16, whatever a header claims. */
function utf16Shape(bytes: Buffer): string | undefined {
  if (bytes.length < 2) return undefined;
  if (bytes[0] === 0 && bytes[1] !== 0) return 'utf16be';
  return bytes[0] !== 0 && bytes[1] === 0 ? 'utf16le' : undefined;
}

function charsetOf(contentType: string | undefined): string | undefined {
  const match = /;\s*charset\s*=\s*["']?([^\s"';,]{1,40})/i.exec(contentType?.slice(0, 500) ?? '');
  return match?.[1] && realName(match[1]);
}

function declaredEncoding(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, DECLARATION_BYTES).toString('latin1');
  const match = /^\s*<\?xml[^>]{0,500}?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']/.exec(start);
  const name = match?.[1] && realName(match[1]);
  // The declaration could be read byte by byte, so it is not UTF-16, whatever it says.
  return name?.replace(/-/g, '').startsWith('utf16') ? undefined : name;
}

function realName(name: string): string {
  const lower = name.toLowerCase();
  return ALIASES[lower] ?? lower;
}
