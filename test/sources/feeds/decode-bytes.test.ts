import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeBytes } from '../../../src/sources/feeds/decode-bytes.ts';

const korean = '에일리언 스테이지 뷁 똠방각하';

describe('the encoding of a document', () => {
  test.each([
    ['EUC-KR', 'cp949'],
    ['euc-kr', 'cp949'],
    ['ks_c_5601-1987', 'cp949'],
    ['cp949', 'cp949'],
    ['MS949', 'cp949'],
    ['uhc', 'cp949'],
    ['utf-8', 'utf8'],
    ['shift_jis', 'shift_jis'],
    ['gb18030', 'gb18030'],
    ['big5', 'big5'],
  ])('is taken from the XML declaration (%s)', (name, real) => {
    const text = real === 'cp949' || real === 'utf8' ? korean : '中文';
    const document = `<?xml version="1.0" encoding="${name}"?><title>${text}</title>`;
    expect(decodeBytes(iconv.encode(document, real), undefined)).toBe(document);
  });

  test.each(['iso-8859-1', 'ISO-8859-1', 'latin1', 'us-ascii', 'windows-1252'])(
    'called %s has Windows’ quotes',
    (name) => {
      const document = `<?xml version="1.0" encoding="${name}"?><title>“Måned” – 5 €</title>`;
      expect(decodeBytes(iconv.encode(document, 'win1252'), undefined)).toBe(document);
    },
  );

  test('is taken from the header before the declaration', () => {
    const document = `<?xml version="1.0" encoding="utf-8"?><title>${korean}</title>`;
    expect(decodeBytes(iconv.encode(document, 'cp949'), 'text/xml; charset="EUC-KR"')).toBe(document);
  });

  test('is taken from a byte order mark before everything else, and the mark is no text', () => {
    const document = `<?xml version="1.0" encoding="euc-kr"?><title>${korean}</title>`;
    for (const encoding of ['utf8', 'utf16le', 'utf16be']) {
      const bytes = iconv.encode(document, encoding, { addBOM: true });
      expect(decodeBytes(bytes, 'text/xml; charset=iso-8859-1')).toBe(document);
    }
  });

  test('is seen from the zero bytes of UTF-16 without a mark', () => {
    const document = `<?xml version="1.0" encoding="utf-16"?><title>${korean}</title>`;
    for (const encoding of ['utf16le', 'utf16be']) {
      expect(decodeBytes(iconv.encode(document, encoding), undefined)).toBe(document);
    }
  });

  test('is UTF-8 where no known one is named, and wrong bytes become U+FFFD', () => {
    expect(decodeBytes(Buffer.from(korean), 'text/xml; charset=klingon')).toBe(korean);
    expect(decodeBytes(Buffer.from([0x41, 0xff, 0x42]), undefined)).toBe('A\ufffdB');
    expect(decodeBytes(Buffer.from('<?xml version="1.0" encoding="utf-16"?>'), undefined)).toContain('<?xml');
    expect(decodeBytes(Buffer.alloc(0), undefined)).toBe('');
  });

  test('never makes the decoder fail', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.option(fc.string({ maxLength: 60 })), (bytes, type) => {
        expect(typeof decodeBytes(Buffer.from(bytes), type === null ? undefined : `text/xml; charset=${type}`)).toBe(
          'string',
        );
      }),
    );
  });
});
