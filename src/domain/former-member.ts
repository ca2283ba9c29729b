const FORMER = 'former-';

/** The name that replaces the id of a member whose data was erased: nobody can tell from it who they were. */
export function formerMember(secret: string): string {
  return `${FORMER}${secret}`;
}

export function isFormerMember(userId: string): boolean {
  return userId.startsWith(FORMER);
}
