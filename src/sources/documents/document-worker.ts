import { parentPort } from 'node:worker_threads';
import { type DocumentTask, readDocument } from './document-tasks.ts';

// The thread that document-reader.ts starts, and ends when a document takes too much time or memory.
parentPort?.on('message', (task: DocumentTask) => {
  parentPort?.postMessage({ outcome: readDocument(task) });
});
parentPort?.postMessage('ready');
