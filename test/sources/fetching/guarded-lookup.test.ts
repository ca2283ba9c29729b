import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failureOf } from '../../../src/sources/fetching/fetch-fault.ts';
import { createHostResolver } from '../../../src/sources/fetching/guarded-lookup.ts';

/** A name server that hears everything and says nothing. */
let silent: Socket;
let answering: Socket;
let folder: string;
let hostsFile: string;
const asked: string[] = [];

beforeAll(async () => {
  silent = createSocket('udp4').on('message', () => {});
  answering = createSocket('udp4').on('message', (question, { port }) => {
    answering.send(answerTo(question), port, '127.0.0.1');
  });
  for (const socket of [silent, answering]) {
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
  }
  folder = mkdtempSync(join(tmpdir(), 'hosts-'));
  hostsFile = join(folder, 'hosts');
  writeFileSync(hostsFile, '# a comment\n127.0.0.1\tlocalhost home # more\n::1 localhost\n\nnonsense here\n');
});
afterAll(() => {
  silent.close();
  answering.close();
  rmSync(folder, { recursive: true });
});

/** `known.example` is at 192.0.2.7 and has no newer address; of every other name nothing is known. */
function answerTo(question: Buffer): Buffer {
  const end = question.indexOf(0, 12) + 5;
  const name = question.subarray(12, end - 4).toString('latin1');
  const type = question.readUInt16BE(end - 4);
  asked.push(name);
  const isKnown = name.includes('known');
  const has = isKnown && type === 1;
  const header = Buffer.from(question.subarray(0, end));
  header.writeUInt16BE(isKnown ? 0x8180 : 0x8183, 2);
  header.writeUInt16BE(has ? 1 : 0, 6);
  header.writeUInt32BE(0, 8);
  const record = Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7]);
  return has ? Buffer.concat([header, record]) : header;
}

const at = (socket: Socket) => [`127.0.0.1:${(socket.address() as AddressInfo).port}`];
const resolverAt = (socket: Socket) =>
  createHostResolver({ asksSystem: false, servers: at(socket), tryMs: 200, hostsFile });

test('a name has the addresses that its name server tells', async () => {
  expect(await resolverAt(answering)('known.example')).toEqual([{ address: '192.0.2.7', family: 4 }]);
});

test('the hosts file comes first, and what spells an address is one', async () => {
  asked.length = 0;
  const resolve = resolverAt(answering);
  expect(await resolve('LocalHost')).toEqual([
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ]);
  expect(await resolve('home.')).toEqual([{ address: '127.0.0.1', family: 4 }]);
  expect(await resolve('192.0.2.1')).toEqual([{ address: '192.0.2.1', family: 4 }]);
  expect(asked).toEqual([]);
});

test('a name that is not known, and a name server that is silent, are failures of the name', async () => {
  for (const socket of [answering, silent]) {
    const error: unknown = await resolverAt(socket)('nowhere.example').catch((thrown: unknown) => thrown);
    expect(failureOf(error, 'http://nowhere.example/', false).reason).toBe('dns');
  }
});

test('while a name server is silent about many names, files are read and other names are found', async () => {
  let isOver = false;
  const many = Promise.allSettled(Array.from({ length: 64 }, (_, n) => resolverAt(silent)(`feed${n}.example`)));
  void many.then(() => {
    isOver = true;
  });
  for (let n = 0; n < 20; n += 1) await readFile(hostsFile);
  await resolverAt(answering)('known.example');
  expect(isOver).toBe(false);
  expect((await many).every(({ status }) => status === 'rejected')).toBe(true);
});
