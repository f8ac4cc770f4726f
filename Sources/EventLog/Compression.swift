internal import CZstd

/// A zstd compression context; made once, because it costs more than a small block does.
@safe struct Compressor: ~Copyable {
  private let context: OpaquePointer?

  /// Level 1: the commit path is bound by the device, and higher levels save little more here.
  private static let level: Int32 = 1

  init() {
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
          Compressor.level)
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

  /// Unpacks one frame to exactly `rawBytes` bytes, replacing what `target` held.
  ///
  /// The frame must state that size itself: then nothing is allocated on the word of damaged bytes.
  /// - Returns: what is wrong, or `nil` when all is well.
  func decompress(_ packed: RawSpan, into target: inout [UInt8], rawBytes: Int) -> String? {
    precondition(rawBytes <= BlockHeader.rawBytesMaximum, "the header's limit is checked first")
    guard let context = unsafe context else { return "there is no memory to unpack it" }
    // Safe: zstd reads no more than the span's bytes.
    let contentBytes = unsafe packed.withUnsafeBytes { source in
      unsafe ZSTD_getFrameContentSize(source.baseAddress, source.count)
    }
    guard contentBytes == UInt64(rawBytes) else { return "its zstd frame has another size" }
    var resultBytes = 0
    // Safe: zstd writes at most `rawBytes` bytes, and both buffers outlive the call.
    unsafe target = [UInt8](unsafeUninitializedCapacity: rawBytes) { buffer, count in
      resultBytes = unsafe packed.withUnsafeBytes { source in
        unsafe ZSTD_decompressDCtx(
          context, buffer.baseAddress, rawBytes, source.baseAddress, source.count)
      }
      count = resultBytes == rawBytes ? rawBytes : 0
    }
    return resultBytes == rawBytes ? nil : "its zstd frame does not unpack"
  }
}
