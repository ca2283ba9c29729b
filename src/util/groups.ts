/** Ids grouped by something they have in common, each in at most one group. */
export interface Groups<Group, Id> {
  /** Moves the id into a group; `undefined`: out of all groups. */
  put(id: Id, group: Group | undefined): void;
  /** The ids of a group, in the order in which they came. */
  of(group: Group): readonly Id[];
  /** The groups that are not empty. */
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
