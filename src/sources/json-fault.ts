const TOKEN =
  /[ \t\r\n]*(?:(?<sign>[{}[\],:])|(?<string>"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(?<other>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;

type Wanted = 'value' | 'first item' | 'first key' | 'key' | 'colon' | 'comma';

/**
 * Where a text stops being JSON: line and column from 1, and what is there. Undefined for valid JSON. Node gives no
 * position for the most frequent faults (`Unexpected token '}'`), so it is searched here.
 */
export function findJsonFault(text: string): { line: number; column: number; found: string } | undefined {
  const token = new RegExp(TOKEN);
  const open: string[] = [];
  let wanted: Wanted = 'value';
  let end = 0;

  for (;;) {
    token.lastIndex = end;
    const groups = token.exec(text)?.groups;
    const next: Wanted | undefined = groups && step(groups, wanted, open);
    if (next === undefined) return place(text, end);
    end = token.lastIndex;
    if (next === 'comma' && open.length === 0) return text.slice(end).trim() === '' ? undefined : place(text, end);
    wanted = next;
  }
}

/** What may follow the token; undefined when the token is not allowed here. */
function step(groups: Record<string, string | undefined>, wanted: Wanted, open: string[]): Wanted | undefined {
  const { sign, string } = groups;
  switch (sign) {
    case undefined:
      if (isValue(wanted)) return 'comma';
      return string !== undefined && (wanted === 'key' || wanted === 'first key') ? 'colon' : undefined;
    case '{':
    case '[':
      if (!isValue(wanted)) return undefined;
      open.push(sign);
      return sign === '{' ? 'first key' : 'first item';
    case ':':
      return wanted === 'colon' ? 'value' : undefined;
    case ',':
      if (wanted !== 'comma') return undefined;
      return open.at(-1) === '{' ? 'key' : 'value';
    case '}':
      return closes('{', wanted === 'comma' || wanted === 'first key', open);
    default:
      return closes('[', wanted === 'comma' || wanted === 'first item', open);
  }
}

function isValue(wanted: Wanted): boolean {
  return wanted === 'value' || wanted === 'first item';
}

function closes(opening: '{' | '[', mayEnd: boolean, open: string[]): Wanted | undefined {
  if (open.at(-1) !== opening || !mayEnd) return undefined;
  open.pop();
  return 'comma';
}

function place(text: string, end: number): { line: number; column: number; found: string } {
  const at = end + (/^[ \t\r\n]*/.exec(text.slice(end))?.[0].length ?? 0);
  const lines = text.slice(0, at).split('\n');
  const found = [...text.slice(at, at + 20)]
    .slice(0, 10)
    .join('')
    .split(/[\r\n]/)[0];
  return {
    line: lines.length,
    column: (lines.at(-1)?.length ?? 0) + 1,
    found: found === '' || !found ? 'the end' : `“${found}”`,
  };
}
