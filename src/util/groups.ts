/** Ids by what they have in common, kept up as they come and go: each in one group at most. */
export interface Groups<Group, Id> {
  /** Puts it into a group, out of the one it was in. `undefined`: into none. */
  put(id: Id, group: Group | undefined): void;
  /** Its ids, in the order in which they came. */
  of(group: Group): readonly Id[];
  /** The groups that have anything in them. */
  all(): ReadonlySet<Group>;
}

export function createGroups<Group, Id>(): Groups<Group, Id> {
  const groupOf = new Map<Id, Group>();
  const members = new Map<Group, Set<Id>>();

  return {
    put(id, group) {
      const before = groupOf.get(id);
      if (before === group) return;
      if (before !== undefined) {
        const left = members.get(before);
        left?.delete(id);
        if (left?.size === 0) members.delete(before);
      }
      if (group === undefined) {
        groupOf.delete(id);
        return;
      }
      groupOf.set(id, group);
      members.set(group, (members.get(group) ?? new Set()).add(id));
    },
    of: (group) => [...(members.get(group) ?? [])],
    all: () => new Set(members.keys()),
  };
}
