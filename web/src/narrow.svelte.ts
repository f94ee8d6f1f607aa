/** Whether the panel is a sheet under the map: the same width as in the style sheets. */
const query = window.matchMedia('(max-width: 819px)')

class Narrow {
  now = $state(query.matches)

  constructor() {
    query.addEventListener('change', () => (this.now = query.matches))
  }
}

export const narrow = new Narrow()
