// CRC-32C by the crc32 instruction of SSE 4.2, which takes eight bytes in three cycles but can
// begin another eight in each: so three thirds of a stretch are checked at once, and joined.

#include "CHashLanes.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#define TARGET __attribute__((target("sse4.2,pclmul")))

// Bytes of a third. The cost of joining is that of some 100 bytes.
#define THIRD 256

// x^(8 * THIRD - 33) and x^(16 * THIRD - 33) modulo the polynomial, reflected: what a checksum is
// multiplied by to stand one or two thirds earlier. The product of two reflected words is short of
// one place, and the crc32 instruction that reduces it adds 32.
#define OVER_ONE_THIRD 0xb9e02b86
#define OVER_TWO_THIRDS 0xdd7e3b0c

static inline uint64_t word_at(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, 8);
  return word;
}

TARGET static inline uint64_t product(uint64_t crc, uint32_t factor) {
  __m128i result = _mm_clmulepi64_si128(
      _mm_cvtsi64_si128((int64_t)crc), _mm_cvtsi64_si128((int64_t)(uint64_t)factor), 0);
  return (uint64_t)_mm_cvtsi128_si64(result);
}

TARGET uint32_t hash_lanes_crc32c(uint32_t state, const uint8_t *bytes, size_t count) {
  uint64_t crc = state;
  for (; count >= 3 * THIRD; bytes += 3 * THIRD, count -= 3 * THIRD) {
    uint64_t second = 0, third = 0;
    for (size_t offset = 0; offset < THIRD; offset += 8) {
      crc = _mm_crc32_u64(crc, word_at(bytes + offset));
      second = _mm_crc32_u64(second, word_at(bytes + THIRD + offset));
      third = _mm_crc32_u64(third, word_at(bytes + 2 * THIRD + offset));
    }
    crc = third ^ _mm_crc32_u64(0, product(crc, OVER_TWO_THIRDS) ^ product(second, OVER_ONE_THIRD));
  }
  for (; count >= 8; bytes += 8, count -= 8) crc = _mm_crc32_u64(crc, word_at(bytes));
  for (; count > 0; bytes++, count--) crc = _mm_crc32_u8((uint32_t)crc, *bytes);
  return (uint32_t)crc;
}

bool hash_lanes_has_crc32c(void) {
  return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("pclmul");
}

#else

bool hash_lanes_has_crc32c(void) { return false; }

uint32_t hash_lanes_crc32c(uint32_t state, const uint8_t *bytes, size_t count) {
  (void)state, (void)bytes, (void)count;
  __builtin_trap();
}

#endif
