import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { assertNonNegativeInteger, refuse } from '@refrain/core';
import { frameRecord } from './record.js';

/** One entry of an event file. */
export type TensorBoardEvent = FileVersionEvent | ScalarEvent | SessionStartEvent;

/** The first entry of every event file. */
export interface FileVersionEvent {
  readonly kind: 'fileVersion';
  /** Seconds since 1970. */
  readonly wallTime: number;
  /** Which program wrote the file. */
  readonly writer: string;
}

/** One number of a run at one step. */
export interface ScalarEvent {
  readonly kind: 'scalar';
  /** Seconds since 1970. */
  readonly wallTime: number;
  /** Where it lies on TensorBoard's horizontal axis. */
  readonly step: number;
  /** The chart it belongs to, such as `epoch_loss`; TensorBoard groups charts by what stands before a `/`. */
  readonly tag: string;
  /** Kept as float32; NaN and the infinities too, which TensorBoard marks in its charts. */
  readonly value: number;
}

/** A run begins, or begins again: TensorBoard forgets what earlier files say of `step` and of later ones. */
export interface SessionStartEvent {
  readonly kind: 'sessionStart';
  /** Seconds since 1970. */
  readonly wallTime: number;
  readonly step: number;
}

/** `tensorflow.SessionLog.SessionStatus.START` */
const sessionStart = 1;

/**
 * An entry of an event file as bytes, framed: a file is these, one behind another, the file version first.
 *
 * The bytes are those that TensorFlow's `summary.FileWriter` writes for the same entry: `Event` of its event.proto, a
 * scalar as `simple_value`. That form, unlike the tensors of `tf.summary`, every reader of event files knows.
 *
 * @throws InvalidArgumentError if the step is not a whole number of at least 0, or the wall time is not finite
 * @example
 * const file = new Blob([
 *   eventRecord({ kind: 'fileVersion', wallTime: 1700000000, writer: 'my program' }),
 *   eventRecord({ kind: 'scalar', wallTime: 1700000001, step: 100, tag: 'epoch_loss', value: 1.5 }),
 * ]); // named events.out.tfevents.…
 */
export function eventRecord(event: TensorBoardEvent): Uint8Array {
  if (!Number.isFinite(event.wallTime)) {
    refuse('wallTime', event.wallTime, { expected: 'a finite number of seconds since 1970' });
  }
  return frameRecord(encodeEvent(event));
}

function encodeEvent(event: TensorBoardEvent): Uint8Array {
  const message = new BinaryWriter();
  message.tag(1, WireType.Bit64).double(event.wallTime);
  if (event.kind === 'fileVersion') {
    message.tag(3, WireType.LengthDelimited).string('brain.Event:2');
    message.tag(10, WireType.LengthDelimited).bytes(text(1, event.writer));
    return message.finish();
  }
  assertNonNegativeInteger('step', event.step);
  // A field that has its default value is left out, as every proto3 writer does.
  if (event.step > 0) message.tag(2, WireType.Varint).int64(event.step);
  if (event.kind === 'scalar') {
    const value = new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(encodeValue(event)).finish();
    message.tag(5, WireType.LengthDelimited).bytes(value);
  } else {
    const session = new BinaryWriter().tag(1, WireType.Varint).int32(sessionStart).finish();
    message.tag(7, WireType.LengthDelimited).bytes(session);
  }
  return message.finish();
}

/** `Summary.Value` */
function encodeValue({ tag, value }: ScalarEvent): Uint8Array {
  const message = new BinaryWriter().tag(1, WireType.LengthDelimited).string(tag);
  return message.tag(2, WireType.Bit32).float(value).finish();
}

/** A message whose only field is a string. */
function text(field: number, value: string): Uint8Array {
  return new BinaryWriter().tag(field, WireType.LengthDelimited).string(value).finish();
}
