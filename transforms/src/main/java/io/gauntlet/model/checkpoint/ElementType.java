package io.gauntlet.model.checkpoint;

import ai.djl.util.Float16Utils;
import java.nio.ByteBuffer;

/** Types of numbers in files, little-endian, and how each becomes a float32. */
public enum ElementType {
  /** IEEE 754, 64 bits. */
  F64(8) {
    @Override
    float next(ByteBuffer bytes) {
      return (float) bytes.getDouble();
    }
  },
  /** IEEE 754, 32 bits. */
  F32(4) {
    @Override
    float next(ByteBuffer bytes) {
      return bytes.getFloat();
    }
  },
  /** IEEE 754, 16 bits. */
  F16(2) {
    @Override
    float next(ByteBuffer bytes) {
      return Float16Utils.halfToFloat(bytes.getShort());
    }
  },
  /** The upper half of a float32. */
  BF16(2) {
    @Override
    float next(ByteBuffer bytes) {
      return Float.intBitsToFloat(bytes.getShort() << 16);
    }
  },
  /** Whole numbers, 64 bits. */
  I64(8) {
    @Override
    float next(ByteBuffer bytes) {
      return bytes.getLong();
    }
  },
  /** Whole numbers, 32 bits. */
  I32(4) {
    @Override
    float next(ByteBuffer bytes) {
      return bytes.getInt();
    }
  },
  /** Whole numbers, 16 bits. */
  I16(2) {
    @Override
    float next(ByteBuffer bytes) {
      return bytes.getShort();
    }
  },
  /** Whole numbers, 8 bits. */
  I8(1) {
    @Override
    float next(ByteBuffer bytes) {
      return bytes.get();
    }
  },
  /** Whole numbers from 0, 8 bits. */
  U8(1) {
    @Override
    float next(ByteBuffer bytes) {
      return bytes.get() & 0xff;
    }
  },
  /** Truth values: 0 or 1. */
  BOOL(1) {
    @Override
    float next(ByteBuffer bytes) {
      return bytes.get() == 0 ? 0 : 1;
    }
  };

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of an element. */
  int bytes() {
    return bytes;
  }

  /** Whether its numbers may have a fraction, as those of a network's weights do. */
  public boolean isFloating() {
    return this == F64 || this == F32 || this == F16 || this == BF16;
  }

  abstract float next(ByteBuffer bytes);
}
