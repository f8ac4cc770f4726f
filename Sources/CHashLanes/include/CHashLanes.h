// SHA-256 of many messages at once, one message a vector lane, and CRC-32C by the processor's own
// instruction: what Swift cannot express without compiling the whole program for one processor.
//
// Nothing here allocates, keeps state between calls or reads a byte outside the messages.

#ifndef C_HASH_LANES_H
#define C_HASH_LANES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A way of hashing in lanes.
typedef enum {
  // Eight lanes of AVX2.
  hash_lanes_avx2 = 1,
  // Eight lanes of AVX2's width with the rotations and three-way logic of AVX-512 (F, BW, VL).
  hash_lanes_avx512_narrow = 2,
  // Sixteen lanes of AVX-512 (F, BW, VL).
  hash_lanes_avx512 = 3,
} hash_lanes_kind;

// Whether this processor and its operating system can run `kind`.
bool hash_lanes_is_supported(hash_lanes_kind kind);

// Whether this processor has SHA-256 instructions, which libraries use.
bool hash_lanes_has_sha_instructions(void);

// Writes the SHA-256 of message i to digests + 32 * i, for each i < count. Message i is `prefix`
// (one byte, or -1 for none) and bytes[bounds[stride * i]..<bounds[stride * i + 1]].
//
// Stride 1: the messages follow each other. Stride 2: each has bounds of its own, and may lie
// anywhere, also on top of another. `kind` must be supported, each message's bounds ascend and
// `bytes` is not null; `digests` must not overlap `bytes`.
void hash_lanes_sha256(
    hash_lanes_kind kind, const uint8_t *bytes, const intptr_t *bounds, size_t stride, size_t count,
    int prefix, uint8_t *digests);

// Writes SHA-256(prefix || bytes[64 * i..<64 * i + 64]) for each i < count to digests + 32 * i:
// the nodes above a row of digests. `prefix` is one byte, or -1 for none.
//
// `digests` may be `bytes`: a row of nodes may take the place of the row below it.
void hash_lanes_sha256_pairs(
    hash_lanes_kind kind, const uint8_t *bytes, size_t count, int prefix, uint8_t *digests);

// Whether this processor has the CRC-32C and carry-less multiplication instructions.
bool hash_lanes_has_crc32c(void);

// Continues a CRC-32C over `count` bytes; start and end are inverted by the caller, as the
// checksum defines. Only where hash_lanes_has_crc32c().
uint32_t hash_lanes_crc32c(uint32_t state, const uint8_t *bytes, size_t count);

#endif
