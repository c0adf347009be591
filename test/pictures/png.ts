import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** A picture: rows of pixels of three bytes each, red, green and blue. */
export interface Picture {
  width: number
  height: number
  rgb: Uint8Array
}

const signature = Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10])

/** Reads a PNG of 8 bits a channel, with or without transparency, not interlaced: what Chromium writes. */
export function readPng(png: Uint8Array): Picture {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const data: Uint8Array[] = []
  for (let at = signature.length; at < png.length; ) {
    const length = view.getUint32(at)
    if (String.fromCharCode(...png.subarray(at + 4, at + 8)) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  const [depth, colours, , , interlaced] = png.subarray(24, 29)
  if (depth !== 8 || (colours !== 2 && colours !== 6) || interlaced !== 0)
    throw new Error('another kind of PNG')
  const bytes = colours === 6 ? 4 : 3
  const rows = unfilter(inflateSync(Buffer.concat(data)), width * bytes, bytes)
  const rgb = new Uint8Array(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel++)
    rgb.set(rows.subarray(pixel * bytes, pixel * bytes + 3), pixel * 3)
  return { width, height, rgb }
}

/** Undoes what each row was filtered with, by the rules of PNG. */
function unfilter(filtered: Uint8Array, stride: number, bytes: number): Uint8Array {
  const height = filtered.length / (stride + 1)
  const rows = new Uint8Array(height * stride)
  for (let y = 0; y < height; y++) {
    const filter = filtered[y * (stride + 1)] ?? 0
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x < bytes ? 0 : (rows[at - bytes] ?? 0)
      const up = y === 0 ? 0 : (rows[at - stride] ?? 0)
      const corner = x < bytes || y === 0 ? 0 : (rows[at - stride - bytes] ?? 0)
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0
      rows[at] = (filtered[y * (stride + 1) + 1 + x] ?? 0) + guess
    }
  }
  return rows
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [byLeft, byUp, byCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  if (byLeft <= byUp && byLeft <= byCorner) return left
  return byUp <= byCorner ? up : corner
}

/** Cuts off the empty rows at the end, but for so many. */
export function trimmed({ width, height, rgb }: Picture, margin: number): Picture {
  const stride = width * 3
  let end = height
  const ground = rgb.subarray(-3)
  const isEmpty = (y: number) =>
    rgb.subarray((y - 1) * stride, y * stride).every((byte, at) => byte === ground[at % 3])
  while (end > 1 && isEmpty(end)) end--
  const kept = Math.min(height, end + margin)
  return { width, height: kept, rgb: rgb.subarray(0, kept * stride) }
}

/** Writes a picture as a PNG of 256 colours at most: the most frequent ones, and for any other the nearest of them. */
export function writePng({ width, height, rgb }: Picture): Uint8Array {
  const counts = new Map<number, number>()
  const colourAt = (pixel: number) =>
    ((rgb[pixel * 3] ?? 0) << 16) | ((rgb[pixel * 3 + 1] ?? 0) << 8) | (rgb[pixel * 3 + 2] ?? 0)
  for (let pixel = 0; pixel < width * height; pixel++)
    counts.set(colourAt(pixel), (counts.get(colourAt(pixel)) ?? 0) + 1)
  const palette = [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, 256)
    .map(([colour]) => colour)
  const places = new Map(palette.map((colour, index) => [colour, index]))
  const placeOf = (colour: number): number => {
    const place = places.get(colour) ?? nearest(colour, palette)
    places.set(colour, place)
    return place
  }
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = placeOf(colourAt(y * width + x))
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk(
      'PLTE',
      Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])),
    ),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function nearest(colour: number, palette: readonly number[]): number {
  const far = (other: number) =>
    [16, 8, 0].reduce((sum, bits) => sum + (((colour >> bits) & 255) - ((other >> bits) & 255)) ** 2, 0)
  return palette.reduce((best, other, index) => (far(other) < far(palette[best] ?? 0) ? index : best), 0)
}

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
