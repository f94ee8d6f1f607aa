/** Hexagons as triangles in one buffer, with the class of each corner in another: recolouring sends one byte a corner. */
import { cellToBoundary, cellToLatLng } from 'h3-js'
import { MercatorCoordinate, type CustomLayerInterface, type CustomRenderMethodInput, type Map as MapLibre } from 'maplibre-gl'
import { COLOURS } from './cells.ts'

const VERTEX = `#version 300 es
uniform mat4 matrix; in vec2 position; in float class; flat out int shade;
void main() { shade = int(class); gl_Position = matrix * vec4(position, 0.0, 1.0); }`

const FRAGMENT = `#version 300 es
precision mediump float; uniform vec3 colours[6]; flat in int shade; out vec4 colour;
void main() { if (shade == 0) discard; colour = vec4(colours[shade - 1], 1.0); }`

export class HexagonLayer implements CustomLayerInterface {
  readonly id = 'hexagons'
  readonly type = 'custom' as const
  private readonly corners: Float32Array
  /** First corner of each hexagon, and one past the last. */
  private readonly offsets: Uint32Array
  private classes: Uint8Array
  private changed = true
  private gl!: WebGL2RenderingContext
  private program!: WebGLProgram
  private buffers: WebGLBuffer[] = []

  constructor(cells: readonly string[]) {
    const corners: number[] = []
    this.offsets = new Uint32Array(cells.length + 1)
    cells.forEach((cell, row) => {
      corners.push(...trianglesOf(cell))
      this.offsets[row + 1] = corners.length / 2
    })
    this.corners = Float32Array.from(corners)
    this.classes = new Uint8Array(corners.length / 2)
  }

  setClasses(byCell: Uint8Array): void {
    byCell.forEach((c, row) => this.classes.fill(c, this.offsets[row], this.offsets[row + 1]))
    this.changed = true
  }

  onAdd(_map: MapLibre, context: WebGLRenderingContext | WebGL2RenderingContext): void {
    const gl = (this.gl = context as WebGL2RenderingContext)
    this.program = gl.createProgram()
    for (const [kind, text] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]] as const) {
      const shader = gl.createShader(kind)!
      gl.shaderSource(shader, text)
      gl.compileShader(shader)
      gl.attachShader(this.program, shader)
    }
    gl.linkProgram(this.program)
    this.buffers = [gl.createBuffer(), gl.createBuffer()]
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffers[0]!)
    gl.bufferData(gl.ARRAY_BUFFER, this.corners, gl.STATIC_DRAW)
  }

  render(_gl: WebGLRenderingContext | WebGL2RenderingContext, { defaultProjectionData }: CustomRenderMethodInput): void {
    const { gl, program } = this
    gl.useProgram(program)
    gl.uniformMatrix4fv(gl.getUniformLocation(program, 'matrix'), false, defaultProjectionData.mainMatrix as Float32Array)
    gl.uniform3fv(gl.getUniformLocation(program, 'colours'), COLOURS.flatMap(rgb))
    this.attribute('position', this.buffers[0]!, 2, gl.FLOAT)
    this.attribute('class', this.buffers[1]!, 1, gl.UNSIGNED_BYTE)
    if (this.changed) gl.bufferData(gl.ARRAY_BUFFER, this.classes, gl.DYNAMIC_DRAW)
    this.changed = false
    gl.drawArrays(gl.TRIANGLES, 0, this.classes.length)
  }

  private attribute(name: string, buffer: WebGLBuffer, size: number, type: number): void {
    const { gl } = this
    const at = gl.getAttribLocation(this.program, name)
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer)
    gl.enableVertexAttribArray(at)
    gl.vertexAttribPointer(at, size, type, false, 0, 0)
  }
}

/** A fan around the middle: x and y of three corners a triangle. */
function trianglesOf(cell: string): number[] {
  const place = (lat: number, lng: number) => {
    const { x, y } = MercatorCoordinate.fromLngLat([lng, lat])
    return [x, y]
  }
  const [lat, lng] = cellToLatLng(cell)
  const middle = place(lat, lng)
  const ring = cellToBoundary(cell).map(([y, x]) => place(y, x))
  return ring.flatMap((corner, i) => [...middle, ...corner, ...ring[(i + 1) % ring.length]!])
}

const rgb = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
