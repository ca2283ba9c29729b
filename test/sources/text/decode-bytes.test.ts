import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeBytes } from '../../../src/sources/text/decode-bytes.ts';

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

  test('is seen from the zero bytes of UTF-32, with a mark and without', () => {
    const document = `<?xml version="1.0" encoding="utf-32"?><title>${korean}</title>`;
    for (const encoding of ['utf-32le', 'utf-32be']) {
      expect(decodeBytes(iconv.encode(document, encoding, { addBOM: true }), undefined)).toBe(document);
      expect(decodeBytes(iconv.encode(document, encoding, { addBOM: false }), undefined)).toBe(document);
    }
  });

  test.each([
    ['text/xml; charset=iso-8859-1', 'utf-8'],
    ['text/xml; charset=euc-kr', 'iso-8859-1'],
    ['text/xml; charset=us-ascii', 'euc-kr'],
    [undefined, 'windows-1252'],
    ['text/xml; charset=klingon', 'utf-16'],
  ])('is UTF-8 where the bytes are, whatever is said (%s, %s)', (contentType, declared) => {
    const document = `<?xml version="1.0" encoding="${declared}"?><title>${korean} “Måned”</title>`;
    expect(decodeBytes(Buffer.from(document), contentType)).toBe(document);
  });

  test('is the one that makes sense where header and declaration contradict each other', () => {
    const document = `<?xml version="1.0" encoding="euc-kr"?><title>${korean}</title>`;
    expect(decodeBytes(iconv.encode(document, 'cp949'), 'text/xml; charset=iso-8859-1')).toBe(document);
    expect(decodeBytes(iconv.encode(document, 'cp949'), 'text/xml; charset=utf-8')).toBe(document);
    const western = '<?xml version="1.0" encoding="utf-8"?><title>“Måned” über é</title>';
    expect(decodeBytes(iconv.encode(western, 'win1252'), 'text/xml; charset=windows-1252')).toBe(western);
  });

  test('is guessed where nothing is said: Korean by its Hangul, else Western', () => {
    const document = (text: string) => `<?xml version="1.0"?><title>${text}</title>`;
    for (const text of ['에일리언 스테이지 7화', '뮤직비디오 공개 · 라운드 6']) {
      expect(decodeBytes(iconv.encode(document(text), 'cp949'), 'text/xml')).toBe(document(text));
    }
    for (const text of ['“Måned” – 5 €', 'Café – déjà vu', 'Ärger über Öl']) {
      expect(decodeBytes(iconv.encode(document(text), 'win1252'), undefined)).toBe(document(text));
    }
    expect(decodeBytes(Buffer.alloc(0), undefined)).toBe('');
  });

  test.each([
    ['cp949', '에일리언 스테이지 7화', '[MV] ‘라운드 7’ 공개 · 매주 금요일 第7話'],
    ['shift_jis', 'エイリアンステージ 第7話 公開', '新曲のMVを公開しました'],
    ['euc-jp', 'エイリアンステージ 第7話 公開', '新曲のMVを公開しました'],
    ['gb18030', '异形舞台 第七轮 正式公开', '外星舞台：今天的第七集已经可以看了'],
    ['big5', '異星舞台 第七回 公開', '今天的第七集已經可以看了'],
    ['koi8-r', 'Чужая сцена: седьмой раунд', 'Новая серия выйдет на этой неделе'],
    ['win1251', 'Чужая сцена: седьмой раунд', 'Новая серия выйдет на этой неделе'],
    ['win1252', '“Måned” – créée à Übergröße', '¿Qué pasó? ¡Año nuevo! 5 €'],
  ])('is guessed where nothing is said, or no more than Latin-1 by the server: %s', (encoding, ...titles) => {
    for (const title of [...titles, titles.join(' ')]) {
      const document = `<?xml version="1.0"?><title>ALIEN STAGE ${title}</title>`;
      for (const type of [undefined, 'text/xml', 'text/xml; charset=ISO-8859-1']) {
        expect(decodeBytes(iconv.encode(document, encoding), type)).toBe(document);
      }
    }
  });

  test.each([
    ['shift_jis', 'ｱﾆﾒ 予告'],
    ['win1253', 'Ελληνική σκηνή: ο έβδομος γύρος'],
    ['tis620', 'เวทีเอเลี่ยน รอบที่เจ็ด'],
    ['win1255', 'שלום עולם, הסיבוב השביעי'],
    ['win1255', 'שלום עולם'],
    ['win1256', 'مرحبا بالعالم والجولة السابعة'],
    ['win1250', 'Zażółć gęślą jaźń'],
    ['win1250', 'Příliš žluťoučký kůň'],
    ['iso-8859-2', 'Český žluťoučký kůň'],
  ])(
    'that cannot be determined leaves no noise: the ASCII stays, and nothing readable stands for the rest (%s, %s)',
    (encoding, text) => {
      const decoded = decodeBytes(iconv.encode(`<title>ROUND 7 ${text}</title>`, encoding), undefined);
      expect(decoded).toMatch(/^<title>ROUND 7 [\x20-\x7e\ufffd]*<\/title>$/);
    },
  );

  test('is what a document says of itself where it reads as no language', () => {
    const document = '<?xml version="1.0" encoding="iso-8859-1"?><title>¼ ½ ¾ × ÷ ±</title>';
    expect(decodeBytes(iconv.encode(document, 'win1252'), undefined)).toBe(document);
  });

  test('stays UTF-8 where a few bytes went wrong on the way, and those become U+FFFD', () => {
    const broken = Buffer.concat([Buffer.from(korean.repeat(3)), Buffer.from([0xff])]);
    expect(decodeBytes(broken, 'text/xml; charset=utf-8')).toBe(`${korean.repeat(3)}\ufffd`);
    expect(decodeBytes(broken, undefined)).toBe(`${korean.repeat(3)}\ufffd`);
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
