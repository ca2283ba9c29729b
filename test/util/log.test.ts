import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/util/log.ts';

describe('The log', () => {
  it('never writes a secret, wherever it occurs: in a fact, a sentence or an error', () => {
    const lines: string[] = [];
    const log = createLog({ level: 'info', format: 'json', secrets: ['tOkEn.123'], write: (line) => lines.push(line) });
    log.info({ address: 'https://x/?t=tOkEn.123' }, 'Asked with tOkEn.123');
    log.with({ header: 'Bot tOkEn.123' }).error({ err: new Error('refused tOkEn.123') }, 'Failed');
    expect(lines).toHaveLength(2);
    expect(lines.join('')).not.toContain('tOkEn.123');
    expect(lines.join('')).toContain('[secret]');
  });

  it('writes an error with its cause', () => {
    const lines: string[] = [];
    const log = createLog({ level: 'info', format: 'json', write: (line) => lines.push(line) });
    log.error({ err: new Error('outer', { cause: new Error('inner') }) }, 'Failed');
    expect(lines[0]).toContain('outer');
    expect(lines[0]).toContain('inner');
  });
});
