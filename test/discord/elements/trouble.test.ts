import { DiscordAPIError, HTTPError } from '@discordjs/rest';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../src/discord/contract/refusals.ts';
import { refusalText } from '../../../src/discord/elements/trouble.ts';
import { createSentences } from '../../../src/i18n/sentences.ts';

const sayIn = createSentences();
const request = { body: undefined, files: undefined };

function answered(status: number, code: number, message: string) {
  return refusalOf(new DiscordAPIError({ code, message }, code, status, 'POST', 'https://discord.com/api', request));
}

describe('Why Discord refused', () => {
  it.each([
    [403, 50001, 'Missing Access', 'I cannot see the channel', '그 채널을 볼 수 없어요'],
    [403, 50013, 'Missing Permissions', 'I lack a permission there', '그 채널에서 필요한 권한이 없어요'],
    [404, 10003, 'Unknown Channel', 'the channel does not exist any more', '채널이 이제 없어요'],
    [404, 10008, 'Unknown Message', 'the message was deleted', '메시지가 삭제됐어요'],
    [
      400,
      50035,
      'Invalid Form Body\ncontent[X]: Y',
      'Discord does not take a message like that',
      'Discord가 이 메시지를 거부했어요',
    ],
    [400, 50083, 'Thread is archived', 'the thread is locked or archived', '스레드가 잠겼거나 보관됐어요'],
    [
      400,
      30010,
      'Maximum number of reactions reached (20)',
      'the message carries as many different reactions as Discord allows',
      '메시지에 반응 종류가 Discord 한도만큼 달려 있어요',
    ],
  ])('is said in the reader’s language (%i, %i)', (status, code, message, english, korean) => {
    const { detail } = answered(status, code, message);
    expect([refusalText(detail, sayIn('en')), refusalText(detail, sayIn('ko'))]).toEqual([english, korean]);
  });

  it('is said in Discord’s own words, quoted and made harmless, only where there are none of ours', () => {
    const { detail } = answered(403, 99999, 'Nope @everyone **now**');
    expect(refusalText(detail, sayIn('en'))).toBe('Discord says “Nope @\u200Beveryone \\*\\*now\\*\\*” (code 99999)');
    expect(refusalText(detail, sayIn('ko'))).toContain('Discord의 설명: “Nope');
  });

  it('is told apart from an outage, from no response at all, and from a history that may not be read', () => {
    const outage = refusalOf(new HTTPError(503, 'Service Unavailable', 'POST', 'https://discord.com/api', request));
    expect(refusalText(outage.detail, sayIn('en'))).toBe('Discord has trouble of its own (error 503)');
    expect(refusalText(refusalOf(new Error('socket hang up')).detail, sayIn('en'))).toContain('“socket hang up”');
    expect(refusalText({ kind: 'no-history' }, sayIn('ko'))).toContain('메시지 기록을 볼 수 없어서');
  });

  it('lets what waits for a thread wait until the thread is open again', () => {
    expect(answered(400, 50083, 'Thread is archived').reason).toBe('forbidden');
    expect(answered(400, 160006, 'Maximum number of active threads reached').reason).toBe('passing');
  });
});
