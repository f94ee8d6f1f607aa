/** Light or dark: the system's wish until the reader chooses, which is remembered on this device only. */

export type Scheme = 'light' | 'dark'
const KEY = 'beatwise.scheme'
const system = window.matchMedia('(prefers-color-scheme: dark)')

function stored(): Scheme | null {
  try {
    const text = localStorage.getItem(KEY)
    return text === 'light' || text === 'dark' ? text : null
  } catch {
    // Storage may be forbidden; the choice then lasts for this page.
    return null
  }
}

class SchemeChoice {
  private chosen = $state<Scheme | null>(stored())
  private dark = $state(system.matches)

  constructor() {
    this.apply()
    system.addEventListener('change', () => (this.dark = system.matches))
  }

  get now(): Scheme {
    return this.chosen ?? (this.dark ? 'dark' : 'light')
  }

  toggle(): void {
    this.chosen = this.now === 'dark' ? 'light' : 'dark'
    this.apply()
    try {
      localStorage.setItem(KEY, this.chosen)
    } catch {
      // See above.
    }
  }

  private apply(): void {
    if (this.chosen) document.documentElement.dataset.scheme = this.chosen
  }
}

export const scheme = new SchemeChoice()
