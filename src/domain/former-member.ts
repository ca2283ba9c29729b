const FORMER = 'former-';

/** Stands where the id of a member stood who had everything erased: nobody can tell any more who it was. */
export function formerMember(secret: string): string {
  return `${FORMER}${secret}`;
}

export function isFormerMember(userId: string): boolean {
  return userId.startsWith(FORMER);
}
