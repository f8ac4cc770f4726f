// SHA-256 (FIPS 180-4) of many messages at once: word i of every lane's state stands in vector i.

#include "CHashLanes.h"

#include <string.h>

// Where messages lie: message i is what lies between bounds[stride * i] and the bound after that;
// without bounds it is bytes[64 * i..<64 * i + 64].
struct messages {
  const uint8_t *bytes;
  const intptr_t *bounds;
  size_t stride, count;
  int prefix;
};

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

static const uint32_t initial_state[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

// One message on its way. Whole blocks are read where they lie; what must be put together (the
// prefix with what follows it, the last bytes with the padding) is put together in `head` and `tail`.
struct lane {
  size_t message, blocks_left;
  bool is_busy, has_head;
  const uint8_t *whole, *whole_end;
  const uint8_t *tail_next;
  uint8_t head[64];
  uint8_t tail[128];
};

static const uint8_t idle_block[64];

static inline void start_lane(struct lane *lane, const struct messages *messages, size_t index) {
  const uint8_t *bytes = messages->bytes;
  size_t count = 64;
  if (messages->bounds) {
    const intptr_t *bounds = messages->bounds + messages->stride * index;
    bytes += bounds[0];
    count = (size_t)(bounds[1] - bounds[0]);
  } else {
    bytes += 64 * index;
  }
  const bool has_prefix = messages->prefix >= 0;
  const uint64_t bit_count = __builtin_bswap64(8 * ((uint64_t)count + has_prefix));
  size_t tail_count = 0;
  lane->message = index;
  lane->is_busy = true;
  lane->has_head = has_prefix && count >= 63;
  if (lane->has_head) {
    lane->head[0] = (uint8_t)messages->prefix;
    memcpy(lane->head + 1, bytes, 63);
    bytes += 63;
    count -= 63;
  } else if (has_prefix) {
    lane->tail[tail_count++] = (uint8_t)messages->prefix;
  }
  // A short message with its prefix may still be shorter than a block; then none is whole.
  const size_t rest = count % 64, whole = count - rest;
  lane->whole = bytes;
  lane->whole_end = bytes + whole;
  // A message of no bytes may have no address either.
  if (rest > 0) memcpy(lane->tail + tail_count, bytes + whole, rest);
  tail_count += rest;
  const size_t tail_bytes = tail_count + 9 <= 64 ? 64 : 128;
  lane->tail[tail_count++] = 0x80;
  memset(lane->tail + tail_count, 0, tail_bytes - 8 - tail_count);
  memcpy(lane->tail + tail_bytes - 8, &bit_count, 8);
  lane->tail_next = lane->tail;
  lane->blocks_left = lane->has_head + (whole + tail_bytes) / 64;
}

// The next 64 bytes of the lane's message; of an idle lane zeros, whose hash nobody reads.
static inline const uint8_t *next_block(struct lane *lane) {
  if (!lane->is_busy) return idle_block;
  lane->blocks_left--;
  if (lane->has_head) {
    lane->has_head = false;
    return lane->head;
  }
  if (lane->whole < lane->whole_end) {
    lane->whole += 64;
    return lane->whole - 64;
  }
  lane->tail_next += 64;
  return lane->tail_next - 64;
}

#define ROTATE(x, n) ((x) >> (n) | (x) << (32 - (n)))
#define SIGMA0(x) (ROTATE(x, 2) ^ ROTATE(x, 13) ^ ROTATE(x, 22))
#define SIGMA1(x) (ROTATE(x, 6) ^ ROTATE(x, 11) ^ ROTATE(x, 25))
#define SCHEDULE0(x) (ROTATE(x, 7) ^ ROTATE(x, 18) ^ (x) >> 3)
#define SCHEDULE1(x) (ROTATE(x, 17) ^ ROTATE(x, 19) ^ (x) >> 10)
#define CHOOSE(x, y, z) ((z) ^ ((x) & ((y) ^ (z))))
#define MAJORITY(x, y, z) (((x) & (y)) | ((z) & ((x) | (y))))

#define LOAD16(p) _mm_loadu_si128((const __m128i *)(const void *)(p))
#define WORD_SWAP 12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3

typedef uint32_t words8 __attribute__((vector_size(32)));
typedef uint32_t words16 __attribute__((vector_size(64)));

#define LANES 8
#define WORDS words8
#define SWAP(w) ((WORDS)_mm256_shuffle_epi8((__m256i)(w), _mm256_set_epi8(WORD_SWAP, WORD_SWAP)))
#define GATHER(p, o) ((WORDS)_mm256_set_m128i(LOAD16((p)[4] + (o)), LOAD16((p)[0] + (o))))
#define LOW32(a, b) ((WORDS)_mm256_unpacklo_epi32((__m256i)(a), (__m256i)(b)))
#define HIGH32(a, b) ((WORDS)_mm256_unpackhi_epi32((__m256i)(a), (__m256i)(b)))
#define LOW64(a, b) ((WORDS)_mm256_unpacklo_epi64((__m256i)(a), (__m256i)(b)))
#define HIGH64(a, b) ((WORDS)_mm256_unpackhi_epi64((__m256i)(a), (__m256i)(b)))

#define NAME(x) x##_avx2
#define TARGET __attribute__((target("avx2")))
#include "SHA256Lanes.h"
#undef NAME
#undef TARGET

#define NAME(x) x##_avx512_narrow
#define TARGET __attribute__((target("avx2,avx512f,avx512bw,avx512vl")))
#include "SHA256Lanes.h"
#undef NAME
#undef TARGET

#undef LANES
#undef WORDS
#undef SWAP
#undef GATHER
#undef LOW32
#undef HIGH32
#undef LOW64
#undef HIGH64

#define LANES 16
#define WORDS words16
#define SWAP(w) \
  ((WORDS)_mm512_shuffle_epi8( \
      (__m512i)(w), _mm512_set_epi8(WORD_SWAP, WORD_SWAP, WORD_SWAP, WORD_SWAP)))
#define GATHER(p, o) \
  ((WORDS)_mm512_inserti64x4( \
      _mm512_castsi256_si512(_mm256_set_m128i(LOAD16((p)[4] + (o)), LOAD16((p)[0] + (o)))), \
      _mm256_set_m128i(LOAD16((p)[12] + (o)), LOAD16((p)[8] + (o))), 1))
#define LOW32(a, b) ((WORDS)_mm512_unpacklo_epi32((__m512i)(a), (__m512i)(b)))
#define HIGH32(a, b) ((WORDS)_mm512_unpackhi_epi32((__m512i)(a), (__m512i)(b)))
#define LOW64(a, b) ((WORDS)_mm512_unpacklo_epi64((__m512i)(a), (__m512i)(b)))
#define HIGH64(a, b) ((WORDS)_mm512_unpackhi_epi64((__m512i)(a), (__m512i)(b)))

#define NAME(x) x##_avx512
#define TARGET __attribute__((target("avx2,avx512f,avx512bw,avx512vl")))
#include "SHA256Lanes.h"

bool hash_lanes_is_supported(hash_lanes_kind kind) {
  switch (kind) {
    case hash_lanes_avx2:
      return __builtin_cpu_supports("avx2");
    case hash_lanes_avx512_narrow:
    case hash_lanes_avx512:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("avx512f") &&
             __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
  }
  return false;
}

bool hash_lanes_has_sha_instructions(void) {
  unsigned int a, b, c, d;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
}

static void hash(hash_lanes_kind kind, const struct messages *messages, uint8_t *digests) {
  switch (kind) {
    case hash_lanes_avx2:
      hash_avx2(messages, digests);
      return;
    case hash_lanes_avx512_narrow:
      hash_avx512_narrow(messages, digests);
      return;
    case hash_lanes_avx512:
      hash_avx512(messages, digests);
      return;
  }
  __builtin_trap();
}

#else  // other processors have the library only

bool hash_lanes_is_supported(hash_lanes_kind kind) {
  (void)kind;
  return false;
}

bool hash_lanes_has_sha_instructions(void) { return false; }

static void hash(hash_lanes_kind kind, const struct messages *messages, uint8_t *digests) {
  (void)kind, (void)messages, (void)digests;
  __builtin_trap();
}

#endif

void hash_lanes_sha256(
    hash_lanes_kind kind, const uint8_t *bytes, const intptr_t *bounds, size_t stride, size_t count,
    int prefix, uint8_t *digests) {
  const struct messages messages = {bytes, bounds, stride, count, prefix};
  if (count > 0) hash(kind, &messages, digests);
}

void hash_lanes_sha256_pairs(
    hash_lanes_kind kind, const uint8_t *bytes, size_t count, int prefix, uint8_t *digests) {
  const struct messages messages = {bytes, NULL, 0, count, prefix};
  if (count > 0) hash(kind, &messages, digests);
}
