internal import CZstd

/// A zstd compression context; made once, because it costs more than a small block does.
@safe struct Compressor: ~Copyable {
  private let context: OpaquePointer?

  /// A commit's blocks are packed again when they are merged, so here time counts: against level 1
  /// this takes half of it and a quarter more bytes.
  static let levelOfCommits: Int32 = -5
  /// In the background time matters less than bytes; beyond this level a percent costs double.
  static let levelOfMerging: Int32 = 9

  private let level: Int32

  init(level: Int32) {
    self.level = level
    // Safe: the result is checked before use and freed exactly once, by deinit.
    unsafe context = ZSTD_createCCtx()
  }

  deinit {
    // Safe: the context is owned, and freeing nil does nothing.
    _ = unsafe ZSTD_freeCCtx(context)
  }

  /// One zstd frame that states its content size; `nil` when zstd cannot, so the raw bytes serve.
  func compress(_ raw: RawSpan) -> [UInt8]? {
    guard let context = unsafe context else { return nil }
    let capacity = ZSTD_compressBound(raw.byteCount)
    var isError = false
    // Safe: zstd writes at most `capacity` bytes, and both buffers outlive the call.
    let packed = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
      let result = unsafe raw.withUnsafeBytes { source in
        unsafe ZSTD_compressCCtx(
          context, target.baseAddress, capacity, source.baseAddress, source.count,
          level)
      }
      isError = ZSTD_isError(result) != 0
      count = isError ? 0 : result
    }
    return isError ? nil : packed
  }
}

/// A zstd decompression context.
@safe struct Decompressor: ~Copyable {
  private let context: OpaquePointer?

  init() {
    // Safe: the result is checked before use and freed exactly once, by deinit.
    unsafe context = ZSTD_createDCtx()
  }

  deinit {
    // Safe: the context is owned, and freeing nil does nothing.
    _ = unsafe ZSTD_freeDCtx(context)
  }

  /// Unpacks one frame into as many bytes as it says, replacing what `target` held.
  ///
  /// The frame must state its size, and that must be an allowed one: then nothing is allocated on
  /// the word of damaged bytes.
  /// - Returns: what is wrong, or `nil` when all is well.
  func decompress(
    _ packed: RawSpan, into target: inout [UInt8], allowed: ClosedRange<Int>
  ) -> String? {
    precondition(allowed.upperBound <= BlockHeader.rawBytesMaximum, "no larger than any block")
    guard let context = unsafe context else { return "there is no memory to unpack it" }
    // Safe: zstd reads no more than the span's bytes.
    let statedBytes = unsafe packed.withUnsafeBytes { source in
      unsafe ZSTD_getFrameContentSize(source.baseAddress, source.count)
    }
    // zstd's two error values are the largest numbers there are, so no Int.
    guard let byteCount = Int(exactly: statedBytes), allowed.contains(byteCount) else {
      return "its zstd frame has another size"
    }
    var resultBytes = 0
    // Safe: zstd writes at most `byteCount` bytes, and both buffers outlive the call.
    unsafe target = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
      resultBytes = unsafe packed.withUnsafeBytes { source in
        unsafe ZSTD_decompressDCtx(
          context, buffer.baseAddress, byteCount, source.baseAddress, source.count)
      }
      count = resultBytes == byteCount ? byteCount : 0
    }
    return resultBytes == byteCount ? nil : "its zstd frame does not unpack"
  }
}
