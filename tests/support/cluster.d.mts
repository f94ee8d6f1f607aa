/** Types of `cluster.mjs`, which is plain JavaScript because `npm test` runs it before anything is installed. */
export function findPostgis(): string | undefined
export function startCluster(bin: string, changes?: Record<string, string>): Promise<{ url: string; version: string; stop(): Promise<void> }>
