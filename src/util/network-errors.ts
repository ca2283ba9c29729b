/** The code that Node, undici and libraries give an error of theirs. Example: `ECONNRESET` */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** A connection that stood was closed by the other side. */
const CLOSED = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

const OF_NETWORK = new Set([
  ...CLOSED,
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Whether it is an error of the network: the server is not there, or not any more. */
export function isOfNetwork(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isOfNetwork);
  return OF_NETWORK.has(codeOf(error) ?? '');
}

/** Whether the other side closed the connection; what was sent last may have arrived. */
export function wasClosed(error: unknown): boolean {
  return CLOSED.has(codeOf(error) ?? '');
}

/**
 * Whether there never was a connection, so that nothing that was to be sent can have arrived. The code alone does not
 * tell: a host can become unreachable while a connection stands.
 */
export function neverConnected(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(neverConnected);
  if (codeOf(error) === 'UND_ERR_CONNECT_TIMEOUT') return true;
  const syscall = error instanceof Error && 'syscall' in error ? error.syscall : undefined;
  return syscall === 'connect' || syscall === 'getaddrinfo';
}
