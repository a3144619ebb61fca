import { assertOneOf } from '@refrain/core';

/** How an id lies in a file: little endian, 1, 2 or 4 bytes each. */
export type IdFormat = 'uint8' | 'uint16' | 'int32';

/** What reading and writing a format needs. */
export interface IdCodec {
  /** Bytes an id. */
  readonly width: number;
  readonly smallest: number;
  readonly largest: number;
  get(view: DataView, offset: number): number;
  set(view: DataView, offset: number, id: number): void;
}

const codecs: Readonly<Record<IdFormat, IdCodec>> = {
  uint8: {
    width: 1,
    smallest: 0,
    largest: 0xff,
    get: (view, offset) => view.getUint8(offset),
    set: (view, offset, id) => view.setUint8(offset, id),
  },
  uint16: {
    width: 2,
    smallest: 0,
    largest: 0xffff,
    get: (view, offset) => view.getUint16(offset, true),
    set: (view, offset, id) => view.setUint16(offset, id, true),
  },
  int32: {
    width: 4,
    smallest: -0x8000_0000,
    largest: 0x7fff_ffff,
    get: (view, offset) => view.getInt32(offset, true),
    set: (view, offset, id) => view.setInt32(offset, id, true),
  },
};

/** The codec of a format. @throws InvalidArgumentError if there is none */
export function idCodec(format: IdFormat): IdCodec {
  assertOneOf('format', format, Object.keys(codecs) as IdFormat[]);
  return codecs[format];
}
