// The lanes of one vector width. Included once for each way of hashing, with these defined:
//   NAME(x)    x with the way's suffix
//   TARGET     the attribute of functions that may use its instructions
//   LANES      messages at once, a multiple of 4
//   WORDS      the vector of LANES 32-bit words
//   SWAP(w)    w with the bytes of each word reversed
//   GATHER(p, o)  the 16 bytes at p[0] + o, p[4] + o, p[8] + o, ... side by side
//   LOW32, HIGH32, LOW64, HIGH64 (a, b)  a's and b's words interleaved in each 16 bytes

// One compression in every lane: LANES blocks of 64 bytes, one from each pointer.
TARGET static void NAME(compress)(WORDS state[8], const uint8_t *const blocks[LANES]) {
  WORDS w[16];
  // Sixteen bytes of four lanes make a square of words; turned over, each row is one word of all
  // lanes, in the order of the lanes.
  for (int quad = 0; quad < 4; quad++) {
    WORDS r0 = SWAP(GATHER(blocks + 0, 16 * quad));
    WORDS r1 = SWAP(GATHER(blocks + 1, 16 * quad));
    WORDS r2 = SWAP(GATHER(blocks + 2, 16 * quad));
    WORDS r3 = SWAP(GATHER(blocks + 3, 16 * quad));
    WORDS low01 = LOW32(r0, r1), high01 = HIGH32(r0, r1);
    WORDS low23 = LOW32(r2, r3), high23 = HIGH32(r2, r3);
    w[4 * quad + 0] = LOW64(low01, low23);
    w[4 * quad + 1] = HIGH64(low01, low23);
    w[4 * quad + 2] = LOW64(high01, high23);
    w[4 * quad + 3] = HIGH64(high01, high23);
  }
  WORDS a = state[0], b = state[1], c = state[2], d = state[3];
  WORDS e = state[4], f = state[5], g = state[6], h = state[7];
  for (int t = 0; t < 64; t += 16) {
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
      WORDS t1 = h + SIGMA1(e) + CHOOSE(e, f, g) + w[i] + round_constants[t + i];
      WORDS t2 = SIGMA0(a) + MAJORITY(a, b, c);
      h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    if (t == 48) break;
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
      w[i] += SCHEDULE0(w[(i + 1) & 15]) + w[(i + 9) & 15] + SCHEDULE1(w[(i + 14) & 15]);
    }
  }
  state[0] += a, state[1] += b, state[2] += c, state[3] += d;
  state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

// Each lane takes the next message when its own has ended, so that lanes stay full while there are
// messages.
TARGET static void NAME(hash)(const struct messages *messages, uint8_t *digests) {
  _Alignas(64) union {
    WORDS vectors[8];
    uint32_t words[8][LANES];
  } state;
  struct lane lanes[LANES];
  const uint8_t *blocks[LANES];
  size_t taken = 0, busy = 0;
  for (int lane = 0; lane < LANES; lane++) {
    for (int word = 0; word < 8; word++) state.words[word][lane] = initial_state[word];
    lanes[lane].is_busy = taken < messages->count;
    if (!lanes[lane].is_busy) continue;
    start_lane(&lanes[lane], messages, taken++);
    busy++;
  }
  while (busy > 0) {
    for (int lane = 0; lane < LANES; lane++) blocks[lane] = next_block(&lanes[lane]);
    NAME(compress)(state.vectors, blocks);
    for (int lane = 0; lane < LANES; lane++) {
      if (!lanes[lane].is_busy || lanes[lane].blocks_left > 0) continue;
      uint8_t *digest = digests + 32 * lanes[lane].message;
      for (int word = 0; word < 8; word++) {
        const uint32_t swapped = __builtin_bswap32(state.words[word][lane]);
        memcpy(digest + 4 * word, &swapped, 4);
        state.words[word][lane] = initial_state[word];
      }
      lanes[lane].is_busy = taken < messages->count;
      if (lanes[lane].is_busy) {
        start_lane(&lanes[lane], messages, taken++);
      } else {
        busy--;
      }
    }
  }
}
