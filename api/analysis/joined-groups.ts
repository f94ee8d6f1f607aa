/** Sets that are joined (Tarjan 1975, doi 10.1145/321879.321884). */
export class Groups {
  private readonly parent: Int32Array

  constructor(n: number) {
    this.parent = Int32Array.from({ length: n }, (_, i) => i)
  }

  find(i: number): number {
    const { parent } = this
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!
    return i
  }

  join(i: number, j: number): void {
    this.parent[this.find(i)] = this.find(j)
  }

  all(): Iterable<number[]> {
    const members = new Map<number, number[]>()
    for (let i = 0; i < this.parent.length; i++) {
      const root = this.find(i)
      const list = members.get(root)
      if (list) list.push(i)
      else members.set(root, [i])
    }
    return members.values()
  }
}
