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

describe('An error in the log', () => {
  function logged(err: unknown, facts: object = {}): string {
    const lines: string[] = [];
    createLog({ level: 'info', format: 'json', write: (line) => lines.push(line) }).error({ err, ...facts }, 'Failed');
    return lines.join('');
  }

  it('shows its message, and nothing of the request that it carries', () => {
    const refused = Object.assign(new Error('Invalid Form Body'), {
      ...{
        status: 400,
        code: 50035,
        method: 'POST',
        url: 'https://discord.com/api/v10/webhooks/12/aToken.x-y?wait=true',
      },
      requestBody: { json: { content: 'what somebody wrote' }, files: [{ data: 'bytes' }] },
      rawError: { message: 'what somebody wrote' },
    });
    const line = logged(new AggregateError([refused], 'All failed', { cause: refused }));
    expect(line).not.toMatch(/somebody wrote|aToken|bytes/);
    for (const err of [JSON.parse(line).err.cause, JSON.parse(line).err.errors[0]])
      expect(err).toMatchObject({ status: 400, code: 50035, method: 'POST', message: 'Invalid Form Body' });
  });

  it('shows nobody whose reaction or membership it was about', () => {
    const url = 'https://discord.com/api/v10/channels/1/messages/2/reactions/%F0%9F%90%8D/123456789012345678';
    expect(logged(Object.assign(new Error('Unknown Message'), { url }))).not.toContain('123456789012345678');
  });

  it('that is its own cause ends all the same', () => {
    const error = new Error('round and round');
    error.cause = error;
    expect(logged(error)).toContain('round and round');
  });

  it.each([
    ['https://hooks.example/webhooks/123456/s3cr3t-token/messages/@original', 's3cr3t'],
    ['postgres://bot:s3cr3t@db:5432/clematis', 's3cr3t'],
    ['https://feeds.example/private.xml?user=7&api_key=s3cr3t&x=1', 's3cr3t'],
    ['https://feeds.example/private.xml?access-token=s3cr3t', 's3cr3t'],
  ])('or a fact with %s does not show what the address contains', (address, secret) => {
    const line = logged(new Error(`GET ${address} failed`), { feed: address });
    expect(line).not.toContain(secret);
    expect(line).toContain(address.slice(0, 8));
  });

  it('or a fact with an ordinary address is left as it is', () => {
    const feed = 'https://www.youtube.com/feeds/videos.xml?channel_id=UCx&keyword=a';
    expect(logged(new Error('x'), { feed })).toContain(feed);
  });
});
