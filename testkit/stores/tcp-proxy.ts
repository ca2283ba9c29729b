import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A proxy between a store and its server that produces network faults on purpose. */
export interface TcpProxy {
  readonly port: number;
  /** Breaks every connection; new ones go through. */
  cut(): void;
  /** Holds back everything in both directions from now on, without an error, until `pass`. */
  hold(): void;
  /** Lets everything pass again, including what was held back. */
  pass(): void;
  /** The next request reaches the server; the connections break before its answer passes. */
  loseNextAnswer(): void;
  close(): Promise<void>;
}

export async function startTcpProxy(toPort: number): Promise<TcpProxy> {
  const pairs = new Set<readonly [client: Socket, server: Socket]>();
  let holding = false;
  let losing: 'no' | 'armed' | 'asked' = 'no';
  const cut = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  const server = createServer((client) => {
    const onward = connect(toPort, '127.0.0.1');
    const pair = [client, onward] as const;
    pairs.add(pair);
    for (const socket of pair) {
      socket.setNoDelay(true);
      if (holding) socket.pause();
      socket.on('error', () => {});
      socket.on('close', () => {
        pairs.delete(pair);
        for (const each of pair) each.destroy();
      });
    }
    client.on('data', (bytes) => {
      if (losing === 'armed') losing = 'asked';
      onward.write(bytes);
    });
    onward.on('data', (bytes) => {
      if (losing === 'asked') {
        losing = 'no';
        cut();
      } else client.write(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    hold() {
      holding = true;
      for (const pair of pairs) for (const socket of pair) socket.pause();
    },
    pass() {
      holding = false;
      for (const pair of pairs) for (const socket of pair) socket.resume();
    },
    loseNextAnswer() {
      losing = 'armed';
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
