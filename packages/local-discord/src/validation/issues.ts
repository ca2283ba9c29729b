/** An issue that zod reports for a body. */
export interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly expected?: unknown;
  readonly format?: unknown;
  readonly origin?: unknown;
  readonly maximum?: unknown;
  readonly minimum?: unknown;
  readonly errors?: readonly (readonly Issue[])[];
}

export interface Leaf {
  readonly issue: Issue;
  readonly path: readonly (string | number)[];
}

/**
 * The single faults of an issue, each with its whole path; of a union, those of the branch that was most likely meant.
 */
export function leavesOf(issue: Issue, above: Leaf['path'] = []): Leaf[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'invalid_union' && issue.errors && issue.errors.length > 0)
    return likeliest(issue.errors).flatMap((inner) => leavesOf(inner, path));
  return [{ issue, path }];
}

/** The branch whose `type` fits, with the fewest faults. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const cost = (issues: readonly Issue[]) =>
    issues.reduce((sum, issue) => sum + (issue.path.at(-1) === 'type' || issue.path.length === 0 ? 1000 : 1), 0);
  return branches.reduce((best, branch) => (cost(branch) < cost(best) ? branch : best));
}
