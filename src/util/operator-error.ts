/** An error that the operator can mend: its message is a sentence (or a list of them) for them. */
export class OperatorError extends Error {
  override readonly name: string = 'OperatorError';
}

/** The text for an operator: the sentence of an error that they can mend, otherwise everything known about it. */
export function complaintOf(error: unknown): string {
  if (error instanceof OperatorError) return error.message;
  return installFault(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/**
 * A sentence for an error that only a new installation mends: a library that is missing, was not compiled, or was made
 * for another version of Node or another machine. Undefined for every other error.
 */
export function installFault(error: unknown): string | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (!isInstallFault(cause)) continue;
    const [what = ''] = cause.message.split('\n');
    return `Clematis is not installed as it should be for Node ${process.version} on ${process.platform} ${process.arch} (${what}). Run \`npm ci\` in its folder, with the same Node that runs it; on a machine without a compiler, install one first (README.md, “See it work now”).`;
  }
  return undefined;
}

/** Codes: https://nodejs.org/api/errors.html. `bindings` and the loader of @napi-rs have messages of their own. */
function isInstallFault(error: Error): boolean {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND' || code === 'ERR_DLOPEN_FAILED') return true;
  return /could not locate the bindings file|cannot find native binding|failed to load native binding|was compiled against a different node\.js version/i.test(
    error.message,
  );
}
