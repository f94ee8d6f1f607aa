/** Whether this browser can draw the map. Asked before MapLibre is loaded, so that nobody waits for what cannot work. */
export function hasWebGl(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null
  } catch {
    return false
  }
}
