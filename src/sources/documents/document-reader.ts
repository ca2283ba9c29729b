import { Worker } from 'node:worker_threads';
import { FetchFault } from '../fetching/fetch-fault.ts';
import type { DocumentOutcomes, DocumentTask } from './document-tasks.ts';

export interface DocumentReader {
  /**
   * Reads a foreign document where it cannot hold up the bot: in a thread that is ended after three seconds, or when it
   * needs too much memory. One document at a time; the bytes are transferred to the thread.
   *
   * @throws FetchFault `hostile` for a document that takes too much time or memory
   */
  read<Kind extends DocumentTask['kind']>(
    task: DocumentTask & { readonly kind: Kind },
  ): Promise<DocumentOutcomes[Kind]>;
  /** Ends the thread after the work under way. */
  close(): Promise<void>;
}

/** A podcast of ten years (6 MB, 3,000 entries) takes half a second. */
const MOST_MS = 3_000;
const MOST_HEAP_MIB = 64;
/** The thread is ended after this time without work. */
const IDLE_MS = 30_000;
/** A busy machine starts a thread slowly; that is not the document's fault. */
const START_MS = 60_000;

/** The worker beside this file, whether this runs as TypeScript or compiled. */
const WORKER_FILE = new URL(
  `./document-worker${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`,
  import.meta.url,
);

export function createDocumentReader(
  limits: { readonly mostMs?: number; readonly idleMs?: number } = {},
): DocumentReader {
  const mostMs = limits.mostMs ?? MOST_MS;
  let thread: Promise<Worker> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let idleTimer: NodeJS.Timeout | undefined;

  function start(): Promise<Worker> {
    const worker = new Worker(WORKER_FILE, { resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MIB } });
    // Errors during a task reach the caller through its own listener; an idle thread's error must only not end the
    // process.
    worker.on('error', () => {});
    worker.once('exit', () => {
      if (thread === started) thread = undefined;
    });
    const started = answerOf<unknown>(worker, START_MS, 'The thread for documents did not start').then(() => worker);
    return started;
  }

  async function readNow<Outcome>(task: DocumentTask): Promise<Outcome> {
    clearTimeout(idleTimer);
    thread ??= start();
    const started = thread;
    try {
      const worker = await started;
      worker.ref();
      const answer = answerOf<{ outcome: Outcome }>(worker, mostMs, `It takes more than ${mostMs} ms to read`);
      worker.postMessage(task, [task.bytes.buffer as ArrayBuffer]);
      const { outcome } = await answer;
      worker.unref();
      return outcome;
    } catch (error) {
      thread = undefined;
      await started.then((worker) => worker.terminate()).catch(() => {});
      throw error;
    } finally {
      idleTimer = setTimeout(() => void end(), limits.idleMs ?? IDLE_MS);
      idleTimer.unref();
    }
  }

  async function end(): Promise<void> {
    const ending = thread;
    thread = undefined;
    await ending?.then((worker) => worker.terminate()).catch(() => {});
  }

  return {
    read(task) {
      const reading = last.then(() => readNow<DocumentOutcomes[typeof task.kind]>(task));
      last = reading.catch(() => {});
      return reading;
    },
    async close() {
      await last;
      clearTimeout(idleTimer);
      await end();
    },
  };
}

/** The next message of a thread. Rejects when none comes in time, or the thread ends. */
function answerOf<Answer>(worker: Worker, mostMs: number, tooSlow: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(new FetchFault('hostile', tooSlow))), mostMs);
    const onMessage = (answer: Answer) => settle(() => resolve(answer));
    const onError = (error: unknown) => settle(() => reject(asFault(error)));
    const onExit = () => settle(() => reject(new Error('The thread for documents ended')));
    function settle(act: () => void): void {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      act();
    }
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}

function asFault(error: unknown): unknown {
  const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory
    ? new FetchFault('hostile', `It takes more than ${MOST_HEAP_MIB} MiB to read`, { cause: error })
    : error;
}
