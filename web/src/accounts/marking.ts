/** The protective marking of what a signed-in reader sees, where a name has to carry it. */

/** "OFFICIAL_beatwise-….csv": in front, so that a list of files shows it; in letters that every file system takes. */
export function markedName(marking: string | null, name: string): string {
  const safe = (marking ?? '').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '')
  return safe ? `${safe}_${name}` : name
}
